package org.puli.dispatcher.stats;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Reads the database beside the store. Safe on every thread; the reading is done by a thread of its own, since SQL pins
 * its carrier.
 */
public final class SqlReader implements AutoCloseable {
    private final @Nullable String url;
    private final ExecutorService reader = StatsThreads.single("sql-read");

    /** A reader of a database file; null when there is none. */
    public SqlReader(@Nullable Path database) {
        this.url = database == null ? null : "jdbc:sqlite:" + database;
    }

    /** What is done with a connection that can only read. */
    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /**
     * The answer to a question, or another one where there is no database.
     *
     * @throws HistoryUnreadable when the database cannot be read
     */
    <T> T read(Question<T> question, T nothing) throws InterruptedException {
        if (url == null) {
            return nothing;
        }
        try {
            return reader.submit(() -> ask(url, question)).get();
        } catch (ExecutionException e) {
            throw new HistoryUnreadable(e.getCause() == null ? e : e.getCause());
        }
    }

    private static <T> T ask(String url, Question<T> question) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection(url)) {
            return question.ask(connection);
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
