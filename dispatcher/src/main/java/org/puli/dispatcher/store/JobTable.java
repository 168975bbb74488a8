package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.api.view.Status;
import org.puli.farm.row.JobRow;

/** Jobs as they stand. */
final class JobTable implements Table<JobRow> {
    /** The table's name in the database. */
    static final String NAME = "job";

    /** Its columns. */
    static final Shape SHAPE = Shape.of(
            NAME,
            List.of("job_id"),
            "name",
            "owner",
            "user_name",
            "submission_key",
            "pool",
            "priority",
            "weight",
            "max_workers",
            "paused",
            "status",
            "first_task",
            "first_command",
            "command_count",
            "start_mark",
            "submitted_at",
            "started_at",
            "ended_at",
            "pause_reason",
            "failed_since",
            "ended_since",
            "come",
            "waiting_since",
            "lift");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, JobRow row) throws SQLException {
        add(columns, row);
    }

    /** Sets all its columns, in the order of its shape. */
    static Columns add(Columns columns, JobRow row) throws SQLException {
        return columns.add(row.jobId())
                .add(row.name())
                .add(row.owner())
                .add(row.user())
                .add(row.submissionKey())
                .add(row.pool())
                .add((long) row.priority())
                .add(row.weight())
                .add((long) row.maxWorkers())
                .add(row.paused())
                .add(row.status())
                .add(row.firstTaskId())
                .add(row.firstCommandId())
                .add(row.commandCount())
                .add(row.startMark())
                .add(row.submittedAt())
                .add(row.startedAt())
                .add(row.endedAt())
                .add(row.pauseReason())
                .add(row.failedSince())
                .add(row.endedSince())
                .add(row.come())
                .add(row.waitingSince())
                .add((long) row.lift());
    }

    @Override
    public JobRow read(ResultSet result) throws SQLException {
        return row(result);
    }

    /** The row at which a result stands that has these columns. */
    static JobRow row(ResultSet result) throws SQLException {
        return new JobRow(
                result.getLong("job_id"),
                result.getString("name"),
                result.getString("owner"),
                result.getString("user_name"),
                Columns.findText(result, "submission_key"),
                result.getString("pool"),
                result.getInt("priority"),
                result.getDouble("weight"),
                result.getInt("max_workers"),
                result.getBoolean("paused"),
                Status.valueOf(result.getString("status")),
                result.getLong("first_task"),
                result.getLong("first_command"),
                result.getLong("command_count"),
                result.getDouble("start_mark"),
                result.getLong("submitted_at"),
                result.getLong("started_at"),
                result.getLong("ended_at"),
                Columns.findText(result, "pause_reason"),
                result.getLong("failed_since"),
                result.getLong("ended_since"),
                result.getLong("come"),
                result.getLong("waiting_since"),
                result.getInt("lift"));
    }
}
