package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Small questions and deletions that all databases understand. Stateless. */
final class Rows {
    private Rows() {}

    /** The first column of the first row as text; null where there is none, or no value. */
    static @Nullable String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }

    /** The same where a missing answer is an empty one. */
    static String text(Connection connection, String sql) throws SQLException {
        String answer = ask(connection, sql);
        return answer == null ? "" : answer;
    }

    /** The first column of the first row as a number; 0 where there is none. */
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** Runs a statement; tells how many rows it changed. */
    static long run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** How many rows each table has, what lies in trays resolved. */
    static Map<String, Long> counts(Connection connection) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (TableForm form : Catalog.of(connection)) {
            String all = form.trays().isEmpty() ? form.name() : "(" + form.selectSql() + ") AS resolved_rows";
            counts.put(form.name(), number(connection, "SELECT count(*) FROM " + all));
        }
        return counts;
    }

    /** Whether no table, and no tray, has any row. */
    static boolean areNone(Connection connection) throws SQLException {
        for (String name : Catalog.names(connection)) {
            if (!name.equals("tray") && !Catalog.isEmpty(connection, name)) {
                return false;
            }
        }
        return true;
    }

    /** Deletes all rows of a farm. */
    static void deleteAll(Connection connection) throws SQLException {
        for (String name : Catalog.names(connection)) {
            if (!name.equals("tray")) {
                run(connection, "DELETE FROM " + name);
            }
        }
    }
}
