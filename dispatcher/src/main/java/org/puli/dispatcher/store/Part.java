package org.puli.dispatcher.store;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Rows of one batch that are written, or deleted, in one table.
 *
 * @param key what tells one of the rows from the others
 */
record Part<R>(String table, List<R> rows, Function<R, String> key, Writing<R> writing) {
    /** How rows get into their table. */
    interface Writing<R> {
        void write(Statements statements, List<R> rows) throws SQLException;
    }

    /** Also with no rows at all: a table with trays files then what came before. */
    void write(Statements statements) throws SQLException {
        writing.write(statements, rows);
    }

    /** The first half of its rows; with {@link #secondHalf} all of them. */
    Part<R> firstHalf() {
        return of(rows.subList(0, rows.size() / 2));
    }

    Part<R> secondHalf() {
        return of(rows.subList(rows.size() / 2, rows.size()));
    }

    private Part<R> of(List<R> some) {
        return new Part<>(table, some, key, writing);
    }

    List<String> keys() {
        return rows.stream().map(key).toList();
    }
}
