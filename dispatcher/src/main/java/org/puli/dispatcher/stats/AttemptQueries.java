package org.puli.dispatcher.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;

/** Reads ended attempts. Safe on every thread. */
public final class AttemptQueries {
    /** The newest ones may lie in trays yet. */
    private static final String WORKER_OF = """
            SELECT worker FROM (
                SELECT worker, command_id, attempt FROM attempt
                UNION ALL SELECT worker, command_id, attempt FROM attempt_tray_a
                UNION ALL SELECT worker, command_id, attempt FROM attempt_tray_b)
            WHERE command_id = ? AND attempt = ?
            """;

    private final SqlReader reader;

    /** Queries through this reader; without a database nothing is found. */
    public AttemptQueries(SqlReader reader) {
        this.reader = reader;
    }

    /**
     * Where an ended attempt ran; null when it is not in the history.
     *
     * @throws HistoryUnreadable when the database cannot be read
     */
    public @Nullable WorkerName findWorker(AttemptRef attempt) throws InterruptedException {
        return reader.read(connection -> read(connection, attempt), Optional.<WorkerName>empty())
                .orElse(null);
    }

    private static Optional<WorkerName> read(Connection connection, AttemptRef attempt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WORKER_OF)) {
            statement.setLong(1, attempt.command().value());
            statement.setInt(2, attempt.attempt());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(new WorkerName(result.getString(1))) : Optional.empty();
            }
        }
    }
}
