package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.api.json.Json;
import org.puli.api.spec.JobSpec;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.row.JobSpecRow;

/** What was submitted and edited since, as JSON. */
final class SpecTable implements Table<JobSpecRow> {
    private static final Shape SHAPE = Shape.of("job_spec", List.of("job_id"), "spec");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, JobSpecRow row) throws SQLException {
        columns.add(row.jobId()).add(Json.write(row.spec()));
    }

    @Override
    public JobSpecRow read(ResultSet result) throws SQLException {
        long job = result.getLong("job_id");
        try {
            return new JobSpecRow(job, Json.read(result.getString("spec"), JobSpec.class));
        } catch (IllegalArgumentException e) {
            throw new StoreFailure("the stored spec of job " + job + " cannot be read", e);
        }
    }
}
