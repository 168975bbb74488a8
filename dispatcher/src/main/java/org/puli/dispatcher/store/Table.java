package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One table: how a row is written over the one of the same key, and how all rows are read in the order of their keys.
 */
interface Table<R> {
    /** Its columns. */
    Shape shape();

    /** Sets the parameters of a statement that writes a row: its key, then the other columns. */
    void bind(PreparedStatement statement, R row) throws SQLException;

    /** Reads the row at which the result stands. */
    R read(ResultSet result) throws SQLException;

    /** How a row is written: this table, or one of the same rows that binds less of such a row. */
    default Table<R> writing(R row) {
        return this;
    }

    /** Writes rows, each over the one of its key. */
    default void upsert(Statements statements, List<R> rows) throws SQLException {
        write(rows, table -> statements.prepared(statements.dialect().upsertSql(table.shape())));
    }

    /** Adds rows to another table of the same columns, without asking whether there are some of their keys. */
    default void insert(Statements statements, String other, List<R> rows) throws SQLException {
        write(rows, table -> statements.prepared(table.shape().named(other).insertSql()));
    }

    /** Writes rows in one round for each way of writing them, no two of which may have one key. */
    private void write(List<R> rows, StatementOf<R> statements) throws SQLException {
        Map<Table<R>, List<R>> ways = new LinkedHashMap<>();
        for (R row : rows) {
            ways.computeIfAbsent(writing(row), way -> new ArrayList<>()).add(row);
        }
        for (Map.Entry<Table<R>, List<R>> way : ways.entrySet()) {
            way.getKey().write(statements.of(way.getKey()), way.getValue());
        }
    }

    /** Writes rows in one round with a statement of the same parameters. */
    default void write(PreparedStatement statement, List<R> rows) throws SQLException {
        for (R row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** The statement that writes rows to a table. */
    interface StatementOf<R> {
        PreparedStatement of(Table<R> table) throws SQLException;
    }

    /** Reads the rows whose number in a column is in one of these stretches, in the order of their keys. */
    default List<R> within(Connection connection, String column, Stretches stretches) throws SQLException {
        List<R> rows = new ArrayList<>();
        String sql = shape().selectWhere(column + " BETWEEN ? AND ?");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Stretches.Stretch stretch : stretches.stretches()) {
                statement.setLong(1, stretch.first());
                statement.setLong(2, stretch.last());
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        rows.add(read(result));
                    }
                }
            }
        }
        return rows;
    }

    /** Reads all rows. */
    default List<R> all(Connection connection) throws SQLException {
        List<R> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(shape().selectSql());
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(read(result));
            }
        }
        return rows;
    }
}
