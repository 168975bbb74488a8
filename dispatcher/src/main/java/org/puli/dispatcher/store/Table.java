package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

    /** Writes rows in one round. */
    default void upsert(Statements statements, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            write(statements, statements.dialect().upsertSql(shape()), rows);
        }
    }

    /** Writes rows in one round with a statement of the same parameters. */
    default void write(Statements statements, String sql, List<R> rows) throws SQLException {
        PreparedStatement statement = statements.prepared(sql);
        for (R row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
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
