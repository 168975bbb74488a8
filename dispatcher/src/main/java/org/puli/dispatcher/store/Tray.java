package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order in which they came, in a table of their own, whose newest ones are known by key in memory. Writing
 * here costs a page for every thirty rows, wherever in the farm they belong.
 */
final class Tray<K extends Comparable<K>, R> {
    private final String name;
    private final Table<R> table;
    private final Function<R, K> key;
    private final TreeMap<K, R> newest = new TreeMap<>();
    private @Nullable K filedUpTo;
    private int lineCount;

    Tray(String name, Table<R> table, Function<R, K> key) {
        this.name = name;
        this.table = table;
        this.key = key;
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

    /** How many rows were laid here since it was empty; several may have one key. */
    int lineCount() {
        return lineCount;
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
        filedUpTo = null;
        lineCount = 0;
    }

    private void note(R row) {
        newest.put(key.apply(row), row);
        lineCount++;
    }

    void lay(Statements statements, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            table.insert(statements, name, rows);
            rows.forEach(this::note);
        }
    }

    /** The next rows to file, in the order of their keys; all of them lie here until {@link #empty}. */
    List<R> nextToFile(int count) {
        K last = filedUpTo;
        List<R> next = new ArrayList<>();
        // Not as a stream, which would count all that are left.
        Iterator<R> left =
                (last == null ? newest : newest.tailMap(last, false)).values().iterator();
        while (next.size() < count && left.hasNext()) {
            next.add(left.next());
        }
        filedUpTo = next.isEmpty() ? last : key.apply(next.getLast());
        return next;
    }

    /** Whether all have been given out by {@link #nextToFile}. */
    boolean isThrough() {
        return newest.isEmpty() || newest.lastKey().equals(filedUpTo);
    }

    /** Takes the rows that a condition on them names; gives them in the order of their keys. */
    List<R> takeWhere(Predicate<R> named) {
        List<R> taken = newest.values().stream().filter(named).toList();
        taken.forEach(row -> newest.remove(key.apply(row)));
        return taken;
    }

    void empty(Statements statements) throws SQLException {
        statements.prepared("DELETE FROM " + name).executeUpdate();
        forget();
    }
}
