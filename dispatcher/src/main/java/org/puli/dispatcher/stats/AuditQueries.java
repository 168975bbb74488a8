package org.puli.dispatcher.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.view.AuditView;
import org.puli.api.view.Page;

/** Reads what people changed, the newest first. Safe on every thread. */
public final class AuditQueries {
    private final SqlReader reader;

    /** Queries through this reader; without a database nothing is found. */
    public AuditQueries(SqlReader reader) {
        this.reader = reader;
    }

    /**
     * Which lines to read; what is null does not matter.
     *
     * @param since only from this time on, milliseconds since 1970; 0 for all
     * @param offset how many to leave out, from 0
     * @param limit how many at most
     */
    public record Wanted(
            @Nullable JobId job,
            @Nullable WorkerName worker,
            @Nullable String user,
            long since,
            long offset,
            int limit) {}

    /**
     * A part of the audit.
     *
     * @throws HistoryUnreadable when the database cannot be read
     */
    public Page<AuditView> page(Wanted wanted) throws InterruptedException {
        return reader.read(connection -> read(connection, wanted), new Page<>(List.of(), 0, wanted.offset()));
    }

    private static Page<AuditView> read(Connection connection, Wanted wanted) throws SQLException {
        Map<String, Object> conditions = new LinkedHashMap<>();
        put(conditions, "job_id = ?", wanted.job() == null ? null : wanted.job().value());
        put(
                conditions,
                "worker = ?",
                wanted.worker() == null ? null : wanted.worker().value());
        put(conditions, "user_name = ?", wanted.user());
        put(conditions, "at >= ?", wanted.since() == 0 ? null : wanted.since());
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions.keySet());
        List<Object> values = new ArrayList<>(conditions.values());
        long total = count(connection, "SELECT count(*) FROM audit" + where, values);
        values.add(wanted.limit());
        values.add(wanted.offset());
        List<AuditView> items = new ArrayList<>();
        String sql = "SELECT * FROM audit" + where + " ORDER BY number DESC LIMIT ? OFFSET ?";
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                items.add(view(result));
            }
        }
        return new Page<>(items, total, wanted.offset());
    }

    private static void put(Map<String, Object> conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.put(condition, value);
        }
    }

    private static long count(Connection connection, String sql, List<Object> values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private static AuditView view(ResultSet result) throws SQLException {
        long job = result.getLong("job_id");
        JobId jobId = result.wasNull() ? null : new JobId(job);
        @Nullable String worker = result.getString("worker");
        return new AuditView(
                result.getLong("number"),
                result.getLong("at"),
                result.getString("user_name"),
                result.getString("address"),
                result.getString("verb"),
                result.getString("target"),
                jobId,
                worker == null ? null : new WorkerName(worker),
                result.getString("before_text"),
                result.getString("after_text"));
    }
}
