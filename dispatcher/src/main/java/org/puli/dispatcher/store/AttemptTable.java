package org.puli.dispatcher.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.puli.api.json.ResultValues;
import org.puli.farm.row.AttemptRow;

/** History: one row per ended attempt. */
final class AttemptTable implements Table<AttemptRow> {
    /** The table's name in the database. */
    static final String NAME = "attempt";

    private static final Shape SHAPE = Shape.of(
                    NAME,
                    List.of("command_id", "attempt"),
                    "job_id",
                    "worker",
                    "lease_id",
                    "outcome",
                    "exit_code",
                    "term_signal",
                    "reason",
                    "assigned_at",
                    "started_at",
                    "ended_at",
                    "cpu_millis",
                    "peak_memory",
                    "read_bytes",
                    "written_bytes",
                    "milli_cores",
                    "results")
            .unchanging();

    /** What most attempts say that ended well. */
    private static final Map<String, String> DONE =
            Map.of("outcome", "'DONE'", "exit_code", "0", "term_signal", "NULL", "reason", "NULL", "results", "NULL");

    private final PlainRows<AttemptRow> plain = new PlainRows<>(this, DONE, AttemptTable::isPlain);

    private static boolean isPlain(AttemptRow row) {
        Integer exitCode = row.exitCode();
        return row.outcome() == AttemptRow.Outcome.DONE
                && exitCode != null
                && exitCode == 0
                && row.signal() == null
                && row.reason() == null
                && row.results().isEmpty();
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public Table<AttemptRow> writing(AttemptRow row) {
        return plain.has(row) ? plain : this;
    }

    @Override
    public void bind(Columns columns, AttemptRow row) throws SQLException {
        columns.add(row.commandId())
                .add((long) row.attempt())
                .add(row.jobId())
                .add(row.worker())
                .add(row.leaseId())
                .add(row.outcome())
                .add(row.exitCode())
                .add(row.signal())
                .add(row.reason())
                .add(row.assignedAt())
                .add(row.startedAt())
                .add(row.endedAt())
                .add(row.cpuMillis())
                .add(row.peakMemoryBytes())
                .add(row.readBytes())
                .add(row.writtenBytes())
                .add((long) row.milliCores())
                .add(ResultValues.findText(row.results()));
    }

    @Override
    public AttemptRow read(ResultSet result) throws SQLException {
        return new AttemptRow(
                result.getLong("command_id"),
                result.getInt("attempt"),
                result.getLong("job_id"),
                result.getString("worker"),
                result.getLong("lease_id"),
                AttemptRow.Outcome.valueOf(result.getString("outcome")),
                Columns.findInt(result, "exit_code"),
                Columns.findInt(result, "term_signal"),
                Columns.findText(result, "reason"),
                result.getLong("assigned_at"),
                result.getLong("started_at"),
                result.getLong("ended_at"),
                result.getLong("cpu_millis"),
                result.getLong("peak_memory"),
                result.getLong("read_bytes"),
                result.getLong("written_bytes"),
                result.getInt("milli_cores"),
                ResultValues.of(Columns.findText(result, "results")));
    }
}
