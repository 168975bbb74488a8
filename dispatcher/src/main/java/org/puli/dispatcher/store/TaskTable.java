package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.api.view.Status;
import org.puli.farm.row.TaskRow;

/** Tasks and groups of which something cannot be read from the spec. */
final class TaskTable implements Table<TaskRow> {
    private static final Shape SHAPE = Shape.of("task", List.of("task_id"), "job_id", "fresh", "paused", "come");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, TaskRow row) throws SQLException {
        columns.add(row.taskId())
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
