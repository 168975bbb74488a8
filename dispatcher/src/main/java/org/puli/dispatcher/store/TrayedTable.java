package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.puli.api.json.Json;

/**
 * A table in front of which two trays stand. When a batch's rows belong to many pages (thousands of jobs run at once),
 * they are laid in a tray one behind the other; a full tray is filed into the table in the order of the keys, a slice
 * with each batch, while the other one fills. So a page of the table is written once for many rows. Rows that are close
 * together, and single ones, go straight to the table.
 *
 * <p>The newest row of a key is in the tray that fills, else in the one that is filed, else in the table. A key that
 * lies in a tray, filed already or not, is therefore written to a tray again until its tray is emptied.
 *
 * <p>What lies in the trays is known in memory too; after a failure it has to be {@linkplain #open read again}, since a
 * transaction took back what was written.
 */
final class TrayedTable<K extends Comparable<K>, R> {
    /** More pages than a quarter of the rows: then a second writing is cheaper than the pages. */
    private static final int ROWS_WORTH_A_PAGE = 4;

    /** Rows filed with a batch that brings few of its own. */
    private static final int QUIET_SLICE = 256;

    private final String name;
    private final Table<R> table;
    private final Keys<K, R> keys;
    private final TraySize size;
    private Tray<K, R> filling;
    private Tray<K, R> filed;
    private int quietBatches;

    /**
     * What tells rows apart.
     *
     * @param place a number by which the table is sorted
     * @param placesOfAPage about how many of these numbers one page of the table holds
     * @param job whose row it is
     */
    record Keys<K, R>(Function<R, K> key, ToLongFunction<R> place, long placesOfAPage, ToLongFunction<R> job) {
        long page(R row) {
            return place.applyAsLong(row) / placesOfAPage;
        }
    }

    TrayedTable(String name, Table<R> table, Keys<K, R> keys, TraySize size) {
        this.name = name;
        this.table = table;
        this.keys = keys;
        this.size = size;
        this.filling = new Tray<>(name + "_tray_a", table, keys);
        this.filed = new Tray<>(name + "_tray_b", table, keys);
    }

    /** Learns what lies in the trays; before anything else is done through a connection. */
    void open(Connection connection) throws SQLException {
        if (size.isNone()) {
            return;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT filling FROM tray WHERE table_name = ?")) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                if (result.next() && !result.getString(1).equals(filling.name())) {
                    turn();
                }
            }
        }
        filling.read(connection);
        filed.read(connection);
    }

    private void turn() {
        Tray<K, R> full = filling;
        filling = filed;
        filed = full;
    }

    /** All rows as they stand, in the order of their keys. */
    List<R> all(Connection connection) throws SQLException {
        return withTrays(table.all(connection));
    }

    /** The same of the rows whose number in a column is in one of these stretches, and of all in trays. */
    List<R> within(Connection connection, String column, Stretches stretches) throws SQLException {
        return withTrays(table.within(connection, column, stretches));
    }

    private List<R> withTrays(List<R> rows) {
        TreeMap<K, R> newer = new TreeMap<>(filed.newest());
        newer.putAll(filling.newest());
        List<R> all = new ArrayList<>();
        for (R row : rows) {
            K key = keys.key().apply(row);
            while (!newer.isEmpty() && newer.firstKey().compareTo(key) < 0) {
                all.add(newer.pollFirstEntry().getValue());
            }
            R instead = newer.remove(key);
            all.add(instead == null ? row : instead);
        }
        all.addAll(newer.values());
        return all;
    }

    /** Writes a batch's rows, and files some of those that came before. */
    void write(Statements statements, List<R> rows) throws SQLException {
        if (size.isNone()) {
            table.upsert(statements, rows);
            return;
        }
        boolean scattered = isScattered(rows);
        List<R> laid = new ArrayList<>();
        List<R> direct = new ArrayList<>();
        for (R row : rows) {
            (scattered || isLaid(keys.key().apply(row)) ? laid : direct).add(row);
        }
        table.upsert(statements, direct);
        filling.lay(statements, laid);
        file(statements, rows.size());
    }

    /** Looks at no more rows than it needs to: of those that are scattered, a quarter. */
    private boolean isScattered(List<R> rows) {
        if (rows.size() < size.few()) {
            return false;
        }
        Set<Long> pages = new HashSet<>();
        for (R row : rows) {
            if (pages.add(keys.page(row)) && pages.size() * ROWS_WORTH_A_PAGE > rows.size()) {
                return true;
            }
        }
        return false;
    }

    private boolean isLaid(K key) {
        return filling.has(key) || filed.has(key);
    }

    private void file(Statements statements, int come) throws SQLException {
        quietBatches = come < size.few() ? quietBatches + 1 : 0;
        boolean quiet = quietBatches >= size.quiet();
        if (filed.isEmpty() && (quiet ? !filling.isEmpty() : filling.isFull(size.full()))) {
            turn();
            statements.run("UPDATE tray SET filling = ? WHERE table_name = ?", filling.name(), name);
        }
        if (!filed.isEmpty()) {
            // Twice as many as came: the one tray is through before the other is full.
            fileSome(statements, filed.nextToFile(quiet ? QUIET_SLICE : 2 * come));
        }
    }

    private void fileSome(Statements statements, List<R> rows) throws SQLException {
        List<R> newest = new ArrayList<>(rows.size());
        for (R row : rows) {
            if (!filling.has(keys.key().apply(row))) {
                newest.add(row);
            }
        }
        table.upsert(statements, newest);
        if (filed.isThrough()) {
            filed.empty(statements);
        }
    }

    /** Files all rows of some jobs, so that the table alone has them. */
    void fileJobs(Statements statements, Set<Long> jobs) throws SQLException {
        for (Tray<K, R> tray : List.of(filed, filling)) {
            List<R> rows = tray.takeWhere(row -> jobs.contains(keys.job().applyAsLong(row)));
            if (!rows.isEmpty()) {
                table.upsert(statements, rows);
                remove(
                        statements,
                        tray,
                        rows.stream().map(row -> keys.job().applyAsLong(row)).collect(Collectors.toSet()));
            }
        }
    }

    /** One look through the tray for all of them. */
    private static void remove(Statements statements, Tray<?, ?> tray, Set<Long> jobs) throws SQLException {
        statements.run(
                "DELETE FROM " + tray.name() + " WHERE job_id IN (SELECT value FROM json_each(?))", Json.write(jobs));
    }
}
