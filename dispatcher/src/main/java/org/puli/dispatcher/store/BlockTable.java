package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.farm.row.BlockRow;

/** What tasks hold against workers. */
final class BlockTable implements Table<BlockRow> {
    @Override
    public String upsertSql() {
        return """
                INSERT INTO blocklist (task_id, job_id, worker, failures, blocked, blocked_by, reason, since)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (task_id, worker) DO UPDATE SET
                    failures = excluded.failures, blocked = excluded.blocked, blocked_by = excluded.blocked_by,
                    reason = excluded.reason, since = excluded.since
                """;
    }

    @Override
    public String selectSql() {
        return "SELECT * FROM blocklist ORDER BY task_id, worker";
    }

    @Override
    public void bind(PreparedStatement statement, BlockRow row) throws SQLException {
        new Columns(statement)
                .add(row.taskId())
                .add(row.jobId())
                .add(row.worker())
                .add((long) row.failures())
                .add(row.blocked())
                .add(row.by())
                .add(row.reason())
                .add(row.since());
    }

    @Override
    public BlockRow read(ResultSet result) throws SQLException {
        return new BlockRow(
                result.getLong("task_id"),
                result.getLong("job_id"),
                result.getString("worker"),
                result.getInt("failures"),
                result.getBoolean("blocked"),
                Columns.findText(result, "blocked_by"),
                result.getString("reason"),
                result.getLong("since"));
    }
}
