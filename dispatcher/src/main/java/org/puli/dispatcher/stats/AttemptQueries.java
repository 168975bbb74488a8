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
    /** The newest may lie in trays yet, and one that is being filed is at both places. */
    private static final String OF_A_COMMAND = """
            (SELECT * FROM attempt WHERE command_id = ?1
            UNION SELECT * FROM attempt_tray_a WHERE command_id = ?1
            UNION SELECT * FROM attempt_tray_b WHERE command_id = ?1)
            """;

    private static final String WORKER_OF = "SELECT worker FROM " + OF_A_COMMAND + " WHERE attempt = ?2";
    private static final String PAGE_OF = "SELECT * FROM " + OF_A_COMMAND + " ORDER BY attempt LIMIT ?2 OFFSET ?3";
    private static final String COUNT_OF = "SELECT count(*) FROM " + OF_A_COMMAND;

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
