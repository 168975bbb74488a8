package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Rows in the order in which they came, in a table of their own, whose newest ones are known by key in memory. Writing
 * here costs a page for every thirty rows, wherever in the farm they belong.
 */
final class Tray<K, R> {
    /** How many rows of a key there may be, taking all together. */
    private static final int MOST_OF_A_KEY = 4;

    private final String name;
    private final Table<R> table;
    private final TrayedTable.Keys<K, R> keys;
    private final Map<K, R> newest = new HashMap<>();
    /** All of these in the order in which they are filed; empty while none has been. */
    private List<Placed<R>> order = List.of();

    /** Whether some of the order lie here no more. */
    private boolean isAnyTaken;

    private int filedCount;
    private int lineCount;

    /** A row and its place in the table. That stands beside it, so that sorting does not look at each row again. */
    private record Placed<R>(long place, R row) {}

    Tray(String name, Table<R> table, TrayedTable.Keys<K, R> keys) {
        this.name = name;
        this.table = table;
        this.keys = keys;
    }

    String name() {
        return name;
    }

    Map<K, R> newest() {
        return newest;
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    boolean has(K rowKey) {
        return newest.containsKey(rowKey);
    }

    /** Whether it is time to file it: several rows of a key count once, unless there are very many. */
    boolean isFull(int full) {
        return newest.size() >= full || lineCount >= MOST_OF_A_KEY * full;
    }

    /** Learns from the database what lies here. */
    void read(Connection connection) throws SQLException {
        forget();
        try (PreparedStatement statement =
                        connection.prepareStatement(table.shape().named(name).selectSql("rowid"));
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                note(table.read(result));
            }
        }
    }

    private void forget() {
        newest.clear();
        order = List.of();
        filedCount = 0;
        lineCount = 0;
    }

    private void note(R row) {
        newest.put(keys.key().apply(row), row);
        lineCount++;
    }

    void lay(Statements statements, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            table.insert(statements, name, rows);
            rows.forEach(this::note);
        }
    }

    /** The next rows to file, in the order of the table; all of them lie here until {@link #empty}. */
    List<R> nextToFile(int count) {
        if (order.isEmpty()) {
            order = inOrder();
            isAnyTaken = false;
        }
        List<R> next = new ArrayList<>(count);
        while (next.size() < count && filedCount < order.size()) {
            R row = order.get(filedCount++).row();
            if (!isAnyTaken || has(keys.key().apply(row))) {
                next.add(row);
            }
        }
        return next;
    }

    private List<Placed<R>> inOrder() {
        List<Placed<R>> all = new ArrayList<>(newest.size());
        for (R row : newest.values()) {
            all.add(new Placed<>(keys.place().applyAsLong(row), row));
        }
        all.sort(Comparator.comparingLong(Placed::place));
        return all;
    }

    /** Whether all have been given out by {@link #nextToFile}. */
    boolean isThrough() {
        return newest.isEmpty() || (!order.isEmpty() && filedCount == order.size());
    }

    /** Takes the rows that a condition on them names; gives them in the order of the table. */
    List<R> takeWhere(Predicate<R> named) {
        List<R> taken = newest.values().stream()
                .filter(named)
                .sorted(Comparator.comparingLong(keys.place()))
                .toList();
        taken.forEach(row -> newest.remove(keys.key().apply(row)));
        isAnyTaken |= !taken.isEmpty();
        return taken;
    }

    void empty(Statements statements) throws SQLException {
        statements.prepared("DELETE FROM " + name).executeUpdate();
        forget();
    }
}
