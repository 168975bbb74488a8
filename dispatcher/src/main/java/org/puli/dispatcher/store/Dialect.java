package org.puli.dispatcher.store;

import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The languages of databases, and where they differ. */
public enum Dialect {
    /** What the embedded database speaks. */
    SQLITE("sqlite", "", " ON CONFLICT", 16),
    /** What PostgreSQL speaks. */
    POSTGRESQL("postgresql", " FOR UPDATE", " ON CONFLICT", 1),
    /** What MariaDB and MySQL speak. */
    MARIADB("mariadb", " FOR UPDATE", " ON DUPLICATE KEY UPDATE ", 1);

    private final String folder;
    private final String lock;
    private final String onKnownKey;
    private final int rowsOfAStatement;

    Dialect(String folder, String lock, String onKnownKey, int rowsOfAStatement) {
        this.folder = folder;
        this.lock = lock;
        this.onKnownKey = onKnownKey;
        this.rowsOfAStatement = rowsOfAStatement;
    }

    /** Where its migrations are. */
    String migrations() {
        return "classpath:org/puli/dispatcher/store/db/" + folder;
    }

    /** What a query ends with whose rows nobody else may change before the transaction ends. */
    String lock() {
        return lock;
    }

    /**
     * How many rows a statement writes where there are many. SQLite begins and ends each statement anew; but so that it
     * can take back one that fails it copies the pages that it changes, and more than 64 kB of them to a file. The
     * drivers of servers gather rows themselves.
     */
    int rowsOfAStatement() {
        return rowsOfAStatement;
    }

    /** Writes a row, whether or not there is one of its key. */
    String upsertSql(Shape shape) {
        return upsertSql(shape, 1);
    }

    /** Writes so many rows, whether or not there are some of their keys. */
    String upsertSql(Shape shape, int rows) {
        boolean replaces = shape.repeat() == Shape.Repeat.REPLACES;
        if (this == MARIADB) {
            // A row that is known is told so by setting a column to itself: IGNORE would let bad values pass as well.
            return shape.insertSql(rows)
                    + onKnownKey
                    + (replaces ? set(shape, name -> "VALUES(" + name + ")") : same(shape));
        }
        String conflict = shape.insertSql(rows) + onKnownKey + " (" + String.join(", ", shape.key()) + ")";
        return conflict + (replaces ? " DO UPDATE SET " + set(shape, name -> "excluded." + name) : " DO NOTHING");
    }

    /** Writes a row, or adds its numbers to those of the one of its key. */
    String addSql(Shape shape, int rows) {
        String known = shape.table() + ".";
        return this == MARIADB
                ? shape.insertSql(rows) + onKnownKey + set(shape, name -> name + " + VALUES(" + name + ")")
                : shape.insertSql(rows) + onKnownKey + " (" + String.join(", ", shape.key()) + ") DO UPDATE SET "
                        + set(shape, name -> known + name + " + excluded." + name);
    }

    private static String set(Shape shape, UnaryOperator<String> value) {
        return shape.others().stream()
                .map(name -> name + " = " + value.apply(name))
                .collect(Collectors.joining(", "));
    }

    private static String same(Shape shape) {
        String first = shape.key().getFirst();
        return first + " = " + shape.table() + "." + first;
    }
}
