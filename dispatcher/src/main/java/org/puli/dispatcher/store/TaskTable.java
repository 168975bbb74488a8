package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.api.view.Status;
import org.puli.farm.row.TaskRow;

/** Tasks and groups of which something cannot be read from the spec. */
final class TaskTable implements Table<TaskRow> {
    @Override
    public String upsertSql() {
        return """
                INSERT INTO task (task_id, job_id, fresh, paused, come) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (task_id) DO UPDATE SET
                    fresh = excluded.fresh, paused = excluded.paused, come = excluded.come
                """;
    }

    @Override
    public String selectSql() {
        return "SELECT * FROM task ORDER BY task_id";
    }

    @Override
    public void bind(PreparedStatement statement, TaskRow row) throws SQLException {
        new Columns(statement)
                .add(row.taskId())
                .add(row.jobId())
                .add(row.fresh())
                .add(row.paused())
                .add(row.come());
    }

    @Override
    public TaskRow read(ResultSet result) throws SQLException {
        return new TaskRow(
                result.getLong("task_id"),
                result.getLong("job_id"),
                Status.valueOf(result.getString("fresh")),
                Columns.findFlag(result, "paused"),
                result.getLong("come"));
    }
}
