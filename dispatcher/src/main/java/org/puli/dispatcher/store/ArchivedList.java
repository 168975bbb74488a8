package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.puli.api.NumberRange;
import org.puli.api.json.Json;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.dispatcher.loop.JobArchive.Wanted;

/** One list of jobs of the history, the newest first. Lives for one question. */
final class ArchivedList {
    private final Wanted wanted;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    ArchivedList(Wanted wanted) {
        this.wanted = wanted;
        conditions.add(wanted.deleted() ? "deleted_at > 0" : "deleted_at = 0");
        if (wanted.status() != null) {
            add("status = ?", wanted.status().name());
        }
        if (wanted.owner() != null) {
            add("owner = ?", wanted.owner());
        }
        if (wanted.pool() != null) {
            add("pool = ?", wanted.pool());
        }
        if (wanted.name() != null && !wanted.name().isEmpty()) {
            holds("search_name", wanted.name());
        }
        if (wanted.tag() != null) {
            holds("tags", tag(wanted.tag()));
        }
        if (wanted.since() > 0) {
            add("over_at >= ?", wanted.since());
        }
        if (wanted.until() > 0) {
            add("over_at < ?", wanted.until());
        }
        numbers(wanted.numbers());
    }

    private void add(String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    /** Whether a text has a part, letter by letter, in words that all databases take alike. */
    private void holds(String column, String part) {
        add("replace(" + column + ", ?, '') <> " + column, part);
    }

    /** A tag as it stands in the JSON of all tags; quotes within words are escaped there, so nothing else looks so. */
    private static String tag(String tag) {
        int equals = tag.indexOf('=');
        return equals < 0
                ? Json.write(tag) + ":"
                : Json.write(tag.substring(0, equals)) + ":" + Json.write(tag.substring(equals + 1));
    }

    private void numbers(List<NumberRange> ranges) {
        if (!ranges.isEmpty()) {
            List<String> any = new ArrayList<>();
            for (NumberRange range : ranges) {
                any.add("job_id BETWEEN ? AND ?");
                values.add(range.first());
                values.add(range.last());
            }
            conditions.add("(" + String.join(" OR ", any) + ")");
        }
    }

    Page<JobView> read(Connection connection) throws SQLException {
        String where = " FROM " + ArchiveTable.NAME + " WHERE " + String.join(" AND ", conditions);
        List<JobView> items = new ArrayList<>();
        ArchiveTable table = new ArchiveTable();
        String sql =
                "SELECT *" + where + " ORDER BY job_id DESC LIMIT " + wanted.limit() + " OFFSET " + wanted.offset();
        try (PreparedStatement statement = prepared(connection, sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                items.add(table.read(result).view());
            }
        }
        try (PreparedStatement statement = prepared(connection, "SELECT count(*)" + where);
                ResultSet result = statement.executeQuery()) {
            return new Page<>(items, result.next() ? result.getLong(1) : 0, wanted.offset());
        }
    }

    private PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
