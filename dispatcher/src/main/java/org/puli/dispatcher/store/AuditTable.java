package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.puli.farm.row.AuditRow;

/** What people changed; only ever added to. */
final class AuditTable implements Table<AuditRow> {
    private static final Shape SHAPE = Shape.of(
                    "audit",
                    List.of("number"),
                    "at",
                    "user_name",
                    "address",
                    "verb",
                    "target",
                    "job_id",
                    "worker",
                    "before_text",
                    "after_text")
            .unchanging();

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public void bind(Columns columns, AuditRow row) throws SQLException {
        columns.add(row.number())
                .add(row.at())
                .add(row.user())
                .add(row.address())
                .add(row.verb())
                .add(row.target())
                .add(row.jobId())
                .add(row.worker())
                .add(row.before())
                .add(row.after());
    }

    @Override
    public AuditRow read(ResultSet result) throws SQLException {
        return new AuditRow(
                result.getLong("number"),
                result.getLong("at"),
                result.getString("user_name"),
                Columns.findText(result, "address"),
                result.getString("verb"),
                result.getString("target"),
                Columns.findLong(result, "job_id"),
                Columns.findText(result, "worker"),
                result.getString("before_text"),
                result.getString("after_text"));
    }
}
