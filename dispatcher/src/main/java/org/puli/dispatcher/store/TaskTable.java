package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.farm.row.TaskRow;

/** Tasks of which something cannot be read from the spec. */
final class TaskTable implements Table<TaskRow> {
    @Override
    public String upsertSql() {
        return """
                INSERT INTO task (task_id, job_id, canceled) VALUES (?, ?, ?)
                ON CONFLICT (task_id) DO UPDATE SET canceled = excluded.canceled
                """;
    }

    @Override
    public String selectSql() {
        return "SELECT * FROM task ORDER BY task_id";
    }

    @Override
    public void bind(PreparedStatement statement, TaskRow row) throws SQLException {
        new Columns(statement).add(row.taskId()).add(row.jobId()).add(row.canceled());
    }

    @Override
    public TaskRow read(ResultSet result) throws SQLException {
        return new TaskRow(result.getLong("task_id"), result.getLong("job_id"), result.getBoolean("canceled"));
    }
}
