package org.puli.dispatcher.stats;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.view.AttemptView;
import org.puli.api.view.Page;

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

    private static final String PAGE_OF =
            "SELECT * FROM attempt WHERE command_id = ? ORDER BY attempt LIMIT ? OFFSET ?";
    private static final String COUNT_OF = "SELECT count(*) FROM attempt WHERE command_id = ?";

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

    /**
     * The ended attempts of a command, the oldest first.
     *
     * @param offset how many to leave out, from 0
     * @param limit how many at most
     * @throws HistoryUnreadable when the database cannot be read
     */
    public Page<AttemptView> page(CommandId command, long offset, int limit) throws InterruptedException {
        return reader.read(connection -> page(connection, command, offset, limit), new Page<>(List.of(), 0, offset));
    }

    private static Page<AttemptView> page(Connection connection, CommandId command, long offset, int limit)
            throws SQLException {
        List<AttemptView> items = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(PAGE_OF)) {
            statement.setLong(1, command.value());
            statement.setInt(2, limit);
            statement.setLong(3, offset);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    items.add(AttemptReading.view(result));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(COUNT_OF)) {
            statement.setLong(1, command.value());
            try (ResultSet result = statement.executeQuery()) {
                return new Page<>(items, result.next() ? result.getLong(1) : 0, offset);
            }
        }
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
