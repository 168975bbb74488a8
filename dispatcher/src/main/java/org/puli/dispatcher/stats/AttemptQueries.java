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
    private static final String IN_TABLE = "SELECT * FROM attempt WHERE command_id = ?";

    /** The newest may lie in trays yet, and one that is being filed is at both places. */
    private static final String IN_TRAYS = IN_TABLE
            + " UNION SELECT * FROM attempt_tray_a WHERE command_id = ?"
            + " UNION SELECT * FROM attempt_tray_b WHERE command_id = ?";

    /** Whether the attempts of a command are in a database of the history. */
    private static final String ELSEWHERE = "SELECT place, first_command + command_count AS past FROM job_history"
            + " WHERE first_command <= ? AND command_count > 0 ORDER BY first_command DESC LIMIT 1";

    private static final int THERE = 2;

    private final SqlReader reader;
    private final @Nullable AttemptQueries history;
    private final String ofCommand;
    private final int places;

    /** Queries through this reader; without a database nothing is found. */
    public AttemptQueries(SqlReader reader) {
        this(reader, null);
    }

    /** The same where those of jobs that have left memory go to a database of their own. */
    public AttemptQueries(SqlReader reader, @Nullable SqlReader history) {
        this.reader = reader;
        this.history = history == null ? null : new AttemptQueries(history);
        this.ofCommand = " FROM (" + (reader.hasTrays() ? IN_TRAYS : IN_TABLE) + ") AS tried";
        this.places = reader.hasTrays() ? 3 : 1;
    }

    /**
     * Where an ended attempt ran; null when it is not in the history.
     *
     * @throws HistoryUnreadable when the database cannot be read
     */
    public @Nullable WorkerName findWorker(AttemptRef attempt) throws InterruptedException {
        WorkerName here = reader.read(connection -> read(connection, attempt), Optional.<WorkerName>empty())
                .orElse(null);
        return here == null && history != null && isElsewhere(attempt.command()) ? history.findWorker(attempt) : here;
    }

    /**
     * The ended attempts of a command, the oldest first.
     *
     * @param offset how many to leave out, from 0
     * @param limit how many at most
     * @throws HistoryUnreadable when the database cannot be read
     */
    public Page<AttemptView> page(CommandId command, long offset, int limit) throws InterruptedException {
        Page<AttemptView> here =
                reader.read(connection -> page(connection, command, offset, limit), new Page<>(List.of(), 0, offset));
        return here.total() == 0 && history != null && isElsewhere(command)
                ? history.page(command, offset, limit)
                : here;
    }

    private boolean isElsewhere(CommandId command) throws InterruptedException {
        return reader.read(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(ELSEWHERE)) {
                        statement.setLong(1, command.value());
                        try (ResultSet result = statement.executeQuery()) {
                            return result.next()
                                    && command.value() < result.getLong("past")
                                    && result.getInt("place") >= THERE;
                        }
                    }
                },
                false);
    }

    private Page<AttemptView> page(Connection connection, CommandId command, long offset, int limit)
            throws SQLException {
        List<AttemptView> items = new ArrayList<>();
        String page = "SELECT *" + ofCommand + " ORDER BY attempt LIMIT ? OFFSET ?";
        try (PreparedStatement statement = prepared(connection, page, command)) {
            statement.setInt(places + 1, limit);
            statement.setLong(places + 2, offset);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    items.add(AttemptReading.view(result));
                }
            }
        }
        try (PreparedStatement statement = prepared(connection, "SELECT count(*)" + ofCommand, command);
                ResultSet result = statement.executeQuery()) {
            return new Page<>(items, result.next() ? result.getLong(1) : 0, offset);
        }
    }

    private PreparedStatement prepared(Connection connection, String sql, CommandId command) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int place = 1; place <= places; place++) {
            statement.setLong(place, command.value());
        }
        return statement;
    }

    private Optional<WorkerName> read(Connection connection, AttemptRef attempt) throws SQLException {
        String workerOf = "SELECT worker" + ofCommand + " WHERE attempt = ?";
        try (PreparedStatement statement = prepared(connection, workerOf, attempt.command())) {
            statement.setInt(places + 1, attempt.attempt());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(new WorkerName(result.getString(1))) : Optional.empty();
            }
        }
    }
}
