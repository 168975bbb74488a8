package org.puli.dispatcher.stats;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Reads the database beside the store. Safe on every thread; the reading is done by a thread of its own, since SQL pins
 * its carrier, over a connection that stays open: to make one takes longer than most answers.
 */
public final class SqlReader implements AutoCloseable {
    private final @Nullable Source source;
    private final boolean trays;
    private @Nullable Connection connection;
    private final ExecutorService reader = StatsThreads.single("sql-read");

    /** Where connections come from. */
    public interface Source {
        /** One that can only read. */
        Connection connect() throws SQLException;
    }

    /**
     * A reader of a database.
     *
     * @param source null when there is none
     * @param trays whether the newest attempts may lie in trays
     */
    public SqlReader(@Nullable Source source, boolean trays) {
        this.source = source;
        this.trays = trays;
    }

    boolean hasTrays() {
        return trays;
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
        Source known = source;
        if (known == null) {
            return nothing;
        }
        try {
            return reader.submit(() -> ask(known, question)).get();
        } catch (ExecutionException e) {
            throw new HistoryUnreadable(e.getCause() == null ? e : e.getCause());
        }
    }

    /** A server may have ended a connection that nobody used for long: then the question is asked over a new one. */
    private <T> T ask(Source source, Question<T> question) throws SQLException {
        Connection known = connection;
        if (known != null) {
            try {
                return question.ask(known);
            } catch (SQLException e) {
                letGo();
            }
        }
        Connection made = source.connect();
        connection = made;
        try {
            return question.ask(made);
        } catch (SQLException e) {
            letGo();
            throw e;
        }
    }

    private void letGo() {
        Connection known = connection;
        connection = null;
        if (known != null) {
            try {
                known.close();
            } catch (SQLException e) {
                // It was read only; nothing of it is missed.
                return;
            }
        }
    }

    @Override
    public void close() {
        reader.execute(this::letGo);
        reader.shutdown();
    }
}
