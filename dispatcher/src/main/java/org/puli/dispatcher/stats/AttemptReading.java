package org.puli.dispatcher.stats;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.json.ResultValues;
import org.puli.api.view.AttemptView;

/** Reads a row of the history as it is shown; a 0 that stands for "unknown" there is left out. Stateless. */
final class AttemptReading {
    private AttemptReading() {}

    static AttemptView view(ResultSet row) throws SQLException {
        return new AttemptView(
                row.getInt("attempt"),
                new WorkerName(row.getString("worker")),
                row.getString("outcome"),
                findInt(row, "exit_code"),
                findInt(row, "term_signal"),
                row.getString("reason"),
                row.getLong("assigned_at"),
                known(row, "started_at"),
                row.getLong("ended_at"),
                known(row, "cpu_millis"),
                known(row, "peak_memory"),
                known(row, "read_bytes"),
                known(row, "written_bytes"),
                ResultValues.of(row.getString("results")));
    }

    private static @Nullable Integer findInt(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : Integer.valueOf(value);
    }

    private static @Nullable Long known(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return value == 0 ? null : Long.valueOf(value);
    }
}
