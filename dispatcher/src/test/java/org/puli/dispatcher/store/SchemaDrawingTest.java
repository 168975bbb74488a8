package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.dispatcher.store.SomeFarms.Kind;

/** The schema as it is drawn on the page about databases is the schema, in each kind of database. */
class SchemaDrawingTest {
    private static final Path PAGE = Path.of("../docs/operations/database.md");

    @TempDir
    @Nullable
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theDrawingShowsTheTablesTheirKeysAndTheirIndexes(Kind kind) throws Exception {
        Database database = SomeFarms.reach(kind.create(folder));
        database.migrate();
        try (Connection connection = database.connect()) {
            Map<String, String> real = tables(connection);
            assertThat(drawn())
                    .as("draw the tables as they are:%n%s", String.join("\n", real.values()))
                    .isEqualTo(real);
        }
    }

    /** Each table of the drawing, by its name. */
    private static Map<String, String> drawn() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("```mermaid\nerDiagram\n");
        assertThat(begin).as("the drawing").isPositive();
        String drawing = page.substring(begin, page.indexOf("\n```\n", begin));
        Map<String, String> tables = new TreeMap<>();
        for (String part : drawing.split("\n(?= {4}\\w+ \\{)", -1)) {
            if (part.strip().matches("(?s)\\w+ \\{.*\\}.*")) {
                String table = part.substring(0, part.indexOf('}') + 1);
                tables.put(table.strip().split(" ", 2)[0], table);
            }
        }
        return tables;
    }

    private static Map<String, String> tables(Connection connection) throws SQLException {
        DatabaseMetaData says = connection.getMetaData();
        Map<String, String> tables = new TreeMap<>();
        try (ResultSet names =
                says.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (names.next()) {
                String name = names.getString("TABLE_NAME");
                if (!name.matches("schema_history|sqlite_.*|tray|.*_tray_[ab]")) {
                    tables.put(name, table(connection, name));
                }
            }
        }
        return tables;
    }

    private static String table(Connection connection, String name) throws SQLException {
        List<String> lines = new ArrayList<>();
        Map<Integer, String> key = new TreeMap<>();
        DatabaseMetaData says = connection.getMetaData();
        try (ResultSet parts = says.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), name)) {
            while (parts.next()) {
                key.put(parts.getInt("KEY_SEQ"), parts.getString("COLUMN_NAME"));
            }
        }
        Map<String, String> indexes = indexes(connection, name);
        try (ResultSet columns = says.getColumns(connection.getCatalog(), connection.getSchema(), name, "%")) {
            while (columns.next()) {
                if (columns.getString("TABLE_NAME").equals(name)) {
                    String column = columns.getString("COLUMN_NAME");
                    String kind = kind(columns.getInt("DATA_TYPE"), columns.getString("TYPE_NAME"));
                    String index = indexes.containsKey(column) ? " \"index " + indexes.get(column) + "\"" : "";
                    lines.add("        " + kind + " " + column + (key.containsValue(column) ? " PK" : "") + index);
                }
            }
        }
        // Columns that came later stand last in one database and where they belong in another.
        return "    " + name + " {\n"
                + lines.stream().sorted(SchemaDrawingTest::keysFirst).collect(Collectors.joining("\n")) + "\n    }";
    }

    private static int keysFirst(String one, String other) {
        int byKey = Boolean.compare(other.contains(" PK"), one.contains(" PK"));
        return byKey != 0
                ? byKey
                : one.strip().split(" ", -1)[1].compareTo(other.strip().split(" ", -1)[1]);
    }

    /** The name of the index that begins with a column. */
    private static Map<String, String> indexes(Connection connection, String table) throws SQLException {
        Map<String, String> indexes = new TreeMap<>();
        try (ResultSet rows = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                boolean isOfKey = index == null || index.matches("sqlite_autoindex_.*|.*_pkey|PRIMARY");
                if (!isOfKey && rows.getInt("ORDINAL_POSITION") <= 1) {
                    indexes.merge(
                            rows.getString("COLUMN_NAME"),
                            index,
                            (a, b) -> String.join(", ", new TreeSet<>(List.of(a, b))));
                }
            }
        }
        return indexes;
    }

    private static String kind(int type, String name) {
        if (name.toUpperCase(Locale.ROOT).startsWith("BOOL")) {
            return "flag";
        }
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> "whole";
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> "real";
            case Types.BIT, Types.BOOLEAN -> "flag";
            default -> "text";
        };
    }
}
