package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.api.json.Json;
import org.puli.api.spec.JobSpec;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.row.JobSpecRow;

/** What was submitted and edited since, as JSON. */
final class SpecTable implements Table<JobSpecRow> {
    @Override
    public String upsertSql() {
        return "INSERT INTO job_spec (job_id, spec) VALUES (?, ?) "
                + "ON CONFLICT (job_id) DO UPDATE SET spec = excluded.spec";
    }

    @Override
    public String selectSql() {
        return "SELECT job_id, spec FROM job_spec ORDER BY job_id";
    }

    @Override
    public void bind(PreparedStatement statement, JobSpecRow row) throws SQLException {
        new Columns(statement).add(row.jobId()).add(Json.write(row.spec()));
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
