package org.puli.dispatcher.stats;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.sqlite.SQLiteConfig;

/**
 * Reads ended attempts. Safe on every thread; the reading is done by a thread of its own, since SQL pins its carrier.
 */
public final class AttemptQueries implements AutoCloseable {
    private static final String WORKER_OF = "SELECT worker FROM attempt WHERE command_id = ? AND attempt = ?";

    private final @Nullable String url;
    private final ExecutorService reader = StatsThreads.single("sql-read");

    /** Queries on a database file; null when there is none, then nothing is found. */
    public AttemptQueries(@Nullable Path database) {
        this.url = database == null ? null : "jdbc:sqlite:" + database;
    }

    /**
     * Where an ended attempt ran; null when it is not in the history.
     *
     * @throws HistoryUnreadable when the database cannot be read
     */
    public @Nullable WorkerName findWorker(AttemptRef attempt) throws InterruptedException {
        if (url == null) {
            return null;
        }
        try {
            return reader.submit(() -> read(url, attempt)).get();
        } catch (ExecutionException e) {
            throw new HistoryUnreadable(e.getCause() == null ? e : e.getCause());
        }
    }

    private static @Nullable WorkerName read(String url, AttemptRef attempt) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection(url);
                PreparedStatement statement = connection.prepareStatement(WORKER_OF)) {
            statement.setLong(1, attempt.command().value());
            statement.setInt(2, attempt.attempt());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? new WorkerName(result.getString(1)) : null;
            }
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
