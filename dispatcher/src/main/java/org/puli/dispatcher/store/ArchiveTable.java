package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.puli.api.json.Json;
import org.puli.api.view.Counts;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.JobRow;
import tools.jackson.core.type.TypeReference;

/** Jobs that have left memory. */
final class ArchiveTable implements Table<ArchivedRow> {
    /** The table's name in the database. */
    static final String NAME = "job_history";

    private static final Shape SHAPE =
            shapeOf(JobTable.SHAPE.others(), "search_name", "counts", "tags", "over_at", "archived_at", "deleted_at");

    private static Shape shapeOf(List<String> job, String... more) {
        List<String> others = new ArrayList<>(job);
        others.addAll(List.of(more));
        return Shape.of(NAME, JobTable.SHAPE.key(), others.toArray(String[]::new));
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, ArchivedRow row) throws SQLException {
        JobRow job = row.job();
        JobTable.add(columns, job)
                .add(job.name().toLowerCase(Locale.ROOT))
                .add(Json.write(row.counts()))
                .add(Json.write(row.tags()))
                .add(job.endedAt() == 0 ? row.archivedAt() : job.endedAt())
                .add(row.archivedAt())
                .add(row.deletedAt());
    }

    @Override
    public ArchivedRow read(ResultSet result) throws SQLException {
        return new ArchivedRow(
                JobTable.row(result),
                Json.read(result.getString("counts"), Counts.class),
                Json.read(result.getString("tags"), new TypeReference<Map<String, String>>() {}),
                result.getLong("archived_at"),
                result.getLong("deleted_at"));
    }
}
