package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which tables a farm's database has. Stateless. */
final class Catalog {
    private static final String HISTORY_OF_MIGRATIONS = "schema_history";
    private static final String TRAYS = "tray";

    private Catalog() {}

    /** All tables of a farm in the order of their names, but that with the farm's own row last. */
    static List<TableForm> of(Connection connection) throws SQLException {
        Set<String> names = names(connection);
        List<TableForm> forms = new ArrayList<>();
        for (String name : names) {
            if (!name.equals(TRAYS) && !isTray(name)) {
                forms.add(form(connection, name, names.contains(TRAYS)));
            }
        }
        forms.sort(Comparator.comparing((TableForm form) -> form.name().equals(TableForm.FARM))
                .thenComparing(TableForm::name));
        return forms;
    }

    /** The names of all tables, trays among them, but not the migrations' own. */
    static Set<String> names(Connection connection) throws SQLException {
        TreeSet<String> names = new TreeSet<>();
        DatabaseMetaData says = connection.getMetaData();
        try (ResultSet result =
                says.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (result.next()) {
                String name = result.getString("TABLE_NAME");
                if (!name.equals(HISTORY_OF_MIGRATIONS) && !name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    static boolean isTray(String name) {
        return name.endsWith("_tray_a") || name.endsWith("_tray_b");
    }

    private static TableForm form(Connection connection, String name, boolean mayHaveTrays) throws SQLException {
        List<String> key = key(connection, name);
        List<Column> columns = columns(connection, name);
        return new TableForm(
                name,
                columns,
                key.isEmpty() ? columns.stream().map(Column::name).toList() : key,
                mayHaveTrays ? trays(connection, name) : List.of());
    }

    private static List<Column> columns(Connection connection, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet result =
                connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
            while (result.next()) {
                // An underscore in the name that is asked for stands for any letter.
                if (result.getString("TABLE_NAME").equals(table)) {
                    columns.add(Column.of(
                            table,
                            result.getString("COLUMN_NAME"),
                            result.getInt("DATA_TYPE"),
                            result.getString("TYPE_NAME")));
                }
            }
        }
        columns.sort(Comparator.comparing(Column::name));
        return columns;
    }

    private static List<String> key(Connection connection, String table) throws SQLException {
        Map<Integer, String> parts = new TreeMap<>();
        try (ResultSet result =
                connection.getMetaData().getPrimaryKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (result.next()) {
                parts.put(result.getInt("KEY_SEQ"), result.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(parts.values());
    }

    private static List<String> trays(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT filling FROM tray WHERE table_name = ?")) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    return List.of();
                }
                String filling = result.getString(1);
                String filed = table + (filling.endsWith("_a") ? "_tray_b" : "_tray_a");
                return isEmpty(connection, filling) && isEmpty(connection, filed) ? List.of() : List.of(filling, filed);
            }
        }
    }

    /** Whether a table has no row. */
    static boolean isEmpty(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
            return !result.next();
        }
    }
}
