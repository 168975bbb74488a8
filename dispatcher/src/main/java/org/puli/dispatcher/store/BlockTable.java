package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.farm.row.BlockRow;

/** What tasks hold against workers. */
final class BlockTable implements Table<BlockRow> {
    private static final Shape SHAPE = Shape.of(
            "blocklist",
            List.of("task_id", "worker"),
            "job_id",
            "failures",
            "blocked",
            "blocked_by",
            "reason",
            "since");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, BlockRow row) throws SQLException {
        columns.add(row.taskId())
                .add(row.worker())
                .add(row.jobId())
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
