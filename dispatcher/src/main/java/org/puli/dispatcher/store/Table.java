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

    /** Sets all columns of a row: its key, then the others. */
    void bind(Columns columns, R row) throws SQLException;

    /** Reads the row at which the result stands. */
    R read(ResultSet result) throws SQLException;

    /** How a row is written: this table, or one of the same rows that binds less of such a row. */
    default Table<R> writing(R row) {
        return this;
    }

    /** Writes rows, each over the one of its key. */
    default void upsert(Statements statements, List<R> rows) throws SQLException {
        write(statements, rows, statements.dialect()::upsertSql);
    }

    /** Adds rows to another table of the same columns, without asking whether there are some of their keys. */
    default void insert(Statements statements, String other, List<R> rows) throws SQLException {
        write(statements, rows, (shape, count) -> shape.named(other).insertSql(count));
    }

    /** Writes rows in one round for each way of writing them, no two of which may have one key. */
    private void write(Statements statements, List<R> rows, Wording wording) throws SQLException {
        Map<Table<R>, List<R>> ways = new LinkedHashMap<>();
        for (R row : rows) {
            ways.computeIfAbsent(writing(row), way -> new ArrayList<>()).add(row);
        }
        for (Map.Entry<Table<R>, List<R>> way : ways.entrySet()) {
            way.getKey().writeAlike(statements, way.getValue(), wording);
        }
    }

    /** Writes rows of the same parameters: many with each statement where that is worth it, the rest one by one. */
    default void writeAlike(Statements statements, List<R> rows, Wording wording) throws SQLException {
        int many = statements.dialect().rowsOfAStatement();
        int rest = rows.size() % many;
        write(statements, rows.subList(0, rows.size() - rest), wording, many);
        write(statements, rows.subList(rows.size() - rest, rows.size()), wording, 1);
    }

    private void write(Statements statements, List<R> rows, Wording wording, int count) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = statements.prepared(wording.sql(shape(), count));
        Columns columns = new Columns(statement, shape().unbound());
        int written = 0;
        for (R row : rows) {
            bind(columns, row);
            columns.nextRow();
            if (++written % count == 0) {
                statement.addBatch();
                columns.nextRound();
            }
        }
        statement.executeBatch();
    }

    /** How a statement is worded that writes so many rows of a shape. */
    interface Wording {
        String sql(Shape shape, int rows);
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
