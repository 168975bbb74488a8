package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.puli.api.view.FarmSummary.Row;
import org.puli.api.view.FarmSummary.SetAside;

/**
 * The table of rows that the database refused for their content, and in memory which they are. A row leaves it in the
 * very commit that brings a newer one of the same key into its own table. Only the store's thread writes; what is shown
 * may be asked on any.
 */
final class Refusals {
    private static final String SELECT = "SELECT table_name, row_key, at, reason FROM refused_row";
    private static final String DELETE = "DELETE FROM refused_row WHERE table_name = ? AND row_key = ?";
    private static final Shape SHAPE =
            Shape.of("refused_row", List.of("table_name", "row_key"), "at", "batch", "reason", "content");
    private static final int MOST_SHOWN = 20;
    private static final int LONGEST_KEY = 200;
    /** Longest text of a reason that is kept. */
    static final int LONGEST_REASON = 500;

    private static final int LONGEST_CONTENT = 4_000;

    private final Map<Key, Row> known = new HashMap<>();
    private volatile SetAside shown = SetAside.NONE;

    private record Key(String table, String row) {}

    /** Learns from the database what was refused; after each opening of it. */
    void open(Connection connection) throws SQLException {
        known.clear();
        try (PreparedStatement statement = connection.prepareStatement(SELECT);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                note(new Row(result.getString(1), result.getString(2), result.getLong(3), result.getString(4)));
            }
        }
        show();
    }

    private void note(Row row) {
        known.put(new Key(row.table(), row.key()), row);
    }

    private void show() {
        List<Row> newest = known.values().stream()
                .sorted(Comparator.comparingLong(Row::at).reversed())
                .limit(MOST_SHOWN)
                .toList();
        shown = new SetAside(known.size(), newest);
    }

    /** What lies here, for people. */
    SetAside shown() {
        return shown;
    }

    /** Sets the one row of a part aside. */
    void add(Statements statements, Part<?> part, String reason, long batch) throws SQLException {
        Row row = new Row(
                part.table(),
                plain(part.keys().getFirst(), LONGEST_KEY),
                System.currentTimeMillis(),
                plain(reason, LONGEST_REASON));
        PreparedStatement statement = statements.prepared(statements.dialect().upsertSql(SHAPE));
        new Columns(statement)
                .add(row.table())
                .add(row.key())
                .add(row.at())
                .add(batch)
                .add(row.reason())
                .add(plain(String.valueOf(part.rows().getFirst()), LONGEST_CONTENT));
        statement.executeUpdate();
        note(row);
        show();
    }

    /** Whatever of these rows lay here is in its own table again. */
    void written(Statements statements, Part<?> part) throws SQLException {
        if (known.isEmpty()) {
            return;
        }
        for (String row : part.keys()) {
            Key key = new Key(part.table(), plain(row, LONGEST_KEY));
            if (known.remove(key) != null) {
                statements.run(DELETE, key.table(), key.row());
            }
        }
        show();
    }

    /** What any database takes: letters of ASCII, of a bounded length. */
    static String plain(String text, int longest) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length() && plain.length() < longest; i++) {
            char letter = text.charAt(i);
            plain.append(letter < ' ' || letter > '~' ? "\\u%04x".formatted((int) letter) : String.valueOf(letter));
        }
        return plain.length() <= longest ? plain.toString() : plain.substring(0, longest);
    }
}
