package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.UsageRow;

/** What attempts have used, by hours and kinds. Rows are added to those that are there. */
final class UsageTable implements Table<UsageRow> {
    /** The table's name in the database. */
    static final String NAME = "usage_hour";

    private static final Shape SHAPE = Shape.of(
            NAME,
            List.of("hour", "pool", "owner", "production", "job_name", "outcome"),
            "attempts",
            "wall_millis",
            "core_millis",
            "cpu_millis");

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, UsageRow row) throws SQLException {
        add(columns, row);
    }

    static void add(Columns columns, UsageRow row) throws SQLException {
        UsageRow.Kind kind = row.kind();
        columns.add(kind.hour())
                .add(kind.pool())
                .add(kind.owner())
                .add(kind.production())
                .add(kind.job())
                .add(kind.outcome())
                .add(row.attempts())
                .add(row.wallMillis())
                .add(row.coreMillis())
                .add(row.cpuMillis());
    }

    @Override
    public UsageRow read(ResultSet result) throws SQLException {
        return new UsageRow(
                new UsageRow.Kind(
                        result.getLong("hour"),
                        result.getString("pool"),
                        result.getString("owner"),
                        result.getString("production"),
                        result.getString("job_name"),
                        AttemptRow.Outcome.valueOf(result.getString("outcome"))),
                result.getLong("attempts"),
                result.getLong("wall_millis"),
                result.getLong("core_millis"),
                result.getLong("cpu_millis"));
    }

    /** Adds each row to the one of its kind; no kind may stand among them twice. */
    void addAll(Statements statements, List<UsageRow> rows) throws SQLException {
        if (!rows.isEmpty()) {
            writeAlike(statements, rows, statements.dialect()::addSql);
        }
    }
}
