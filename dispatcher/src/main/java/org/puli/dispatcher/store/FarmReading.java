package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;

/**
 * A farm as its database has it, read without writing anything; a dispatcher may run on it meanwhile.
 *
 * @param unreadable rows that cannot be understood, at most {@link #MOST_UNREADABLE} of each table
 * @param rows all rows; null where some cannot be read, or no farm is there yet
 */
public record FarmReading(
        List<Unreadable> unreadable, @Nullable FarmRows rows) {
    /** So many of one table are named; more would say nothing new. */
    public static final int MOST_UNREADABLE = 20;

    /**
     * A row that cannot be read.
     *
     * @param table in which table, or tray, it lies
     * @param key its key, such as {@code job_id=7}
     * @param reason what is wrong with it
     */
    public record Unreadable(String table, String key, String reason) {}

    /**
     * Reads all rows, each by itself first, so that a damaged one is named.
     *
     * @throws StoreFailure when the database cannot be read
     */
    public static FarmReading of(Database database) {
        boolean hasTrays = database.dialect() == Dialect.SQLITE;
        Tables tables = new Tables(hasTrays ? TraySize.DEFAULT : TraySize.NONE, "");
        try (Connection connection = database.connectToReadAll()) {
            List<Unreadable> found = new ArrayList<>();
            for (Table<?> table : tables.each()) {
                look(connection, table, table.shape(), found);
            }
            if (hasTrays) {
                trays(connection, tables, found);
            }
            return new FarmReading(found, found.isEmpty() ? rows(connection, tables) : null);
        } catch (SQLException e) {
            throw new StoreFailure("the farm could not be read from " + database + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FarmRows rows(Connection connection, Tables tables) throws SQLException {
        tables.open(connection);
        List<FarmRow> farms = tables.farms(connection);
        if (farms.isEmpty()) {
            return null;
        }
        LiveRows live = tables.allBut(connection);
        List<CommandRow> commands = tables.commands(connection, live);
        return tables.read(connection, farms.getFirst(), live, () -> commands);
    }

    private static void trays(Connection connection, Tables tables, List<Unreadable> found) throws SQLException {
        List<String> trayed = List.of(JobTable.NAME, CommandTable.NAME, AttemptTable.NAME);
        for (Table<?> table : tables.each()) {
            if (trayed.contains(table.shape().table())) {
                look(connection, table, table.shape().named(table.shape().table() + "_tray_a"), found);
                look(connection, table, table.shape().named(table.shape().table() + "_tray_b"), found);
            }
        }
    }

    private static void look(Connection connection, Table<?> table, Shape shape, List<Unreadable> found)
            throws SQLException {
        int limit = found.size() + MOST_UNREADABLE;
        try (PreparedStatement statement = connection.prepareStatement(shape.selectSql())) {
            statement.setFetchSize(1_000);
            try (ResultSet result = statement.executeQuery()) {
                while (found.size() < limit && result.next()) {
                    String reason = objection(table, result);
                    if (reason != null) {
                        found.add(new Unreadable(shape.table(), key(shape, result), reason));
                    }
                }
            }
        }
    }

    private static @Nullable String objection(Table<?> table, ResultSet result) {
        try {
            table.read(result);
            return null;
        } catch (RuntimeException | SQLException e) {
            String first = String.valueOf(e.getMessage());
            String cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            return (first + cause).lines().findFirst().orElse(first);
        }
    }

    private static String key(Shape shape, ResultSet result) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (String column : shape.key()) {
            parts.add(column + "=" + result.getString(column));
        }
        return parts.stream().collect(Collectors.joining(", "));
    }
}
