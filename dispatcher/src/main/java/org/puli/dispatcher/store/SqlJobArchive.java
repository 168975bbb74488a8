package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.dispatcher.loop.ArchivedJob;
import org.puli.dispatcher.loop.JobArchive;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.ArchivedRows.Parts;
import org.puli.dispatcher.store.ArchivedRows.Placed;
import org.puli.farm.row.JobRow;

/**
 * The history of jobs in a database. Safe on every thread; the reading is done by a thread of its own over a connection
 * that stays open, and is made anew when anything failed on it.
 */
public final class SqlJobArchive implements JobArchive, AutoCloseable {
    private static final String OF_COMMAND = "SELECT job_id, first_command + command_count AS past FROM job_history"
            + " WHERE first_command <= ? AND command_count > 0 ORDER BY first_command DESC LIMIT 1";
    private static final String OF_KEY =
            "SELECT job_id FROM job_history WHERE submission_key = ? ORDER BY job_id LIMIT 1";

    /** Whoever submits a job waits for this, so that it has to be told soon when the database hangs. */
    private static final int KEY_SECONDS = 10;

    private static final int PATIENCE_SECONDS = 30;

    private final Database database;
    private final @Nullable SqlJobArchive there;
    private final ExecutorService thread = StoreThreads.single("history-read");
    private @Nullable Connection connection;

    /** The history in a database whose tables are of this release's form. */
    public SqlJobArchive(Database database) {
        this(database, null);
    }

    /** The same where what belongs to jobs goes to a database of its own. */
    public SqlJobArchive(Database database, @Nullable Database history) {
        this.database = database;
        this.there = history == null ? null : new SqlJobArchive(history);
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    @Override
    public @Nullable ArchivedJob find(JobId job) {
        while (true) {
            Placed placed = read(open -> Optional.ofNullable(ArchivedRows.find(open, job.value())))
                    .orElse(null);
            if (placed == null) {
                return null;
            }
            Parts parts = parts(placed);
            ArchivedJob found = read(open -> {
                        boolean isAsBefore = placed.equals(ArchivedRows.find(open, job.value()));
                        return isAsBefore
                                ? Optional.of(ArchivedRows.join(open, placed.row(), parts))
                                : Optional.<ArchivedJob>empty();
                    })
                    .orElse(null);
            if (found != null) {
                return found;
            }
        }
    }

    /** Where they are may change meanwhile, so that whoever asks has to look again. */
    private Parts parts(Placed placed) {
        JobRow job = placed.row().job();
        if (!placed.place().isThere()) {
            return read(open -> ArchivedRows.parts(open, job));
        }
        if (there == null) {
            throw new StoreFailure("the commands of job " + job.jobId()
                    + " are in a database of the history; start the dispatcher with history.url naming it");
        }
        return there.read(open -> ArchivedRows.parts(open, job));
    }

    @Override
    public @Nullable JobId findJob(CommandId command) {
        return read(open -> {
                    try (PreparedStatement statement = open.prepareStatement(OF_COMMAND)) {
                        statement.setLong(1, command.value());
                        try (ResultSet result = statement.executeQuery()) {
                            boolean isOfJob = result.next() && command.value() < result.getLong("past");
                            return isOfJob ? Optional.of(new JobId(result.getLong("job_id"))) : Optional.<JobId>empty();
                        }
                    }
                })
                .orElse(null);
    }

    @Override
    public @Nullable JobId findJob(String submissionKey) {
        return read(KEY_SECONDS, open -> {
                    try (PreparedStatement statement = open.prepareStatement(OF_KEY)) {
                        statement.setString(1, submissionKey);
                        try (ResultSet result = statement.executeQuery()) {
                            return result.next()
                                    ? Optional.of(new JobId(result.getLong("job_id")))
                                    : Optional.<JobId>empty();
                        }
                    }
                })
                .orElse(null);
    }

    @Override
    public Page<JobView> page(Wanted wanted) {
        return read(open -> new ArchivedList(wanted).read(open));
    }

    private <T> T read(Question<T> question) {
        return read(PATIENCE_SECONDS, question);
    }

    /** A question that nobody waits for any more is not asked, so that they do not heap up while the database hangs. */
    private <T> T read(int seconds, Question<T> question) {
        Future<T> answer = thread.submit(() -> answer(question));
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new StoreFailure(
                    "the history could not be read from " + database + ": no answer for " + seconds + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StoreFailure("the history could not be read from " + database + ": " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure("the history was not read: the dispatcher is stopping", e);
        }
    }

    /** A server may have ended a connection that nobody used for long: then the question is asked over a new one. */
    private <T> T answer(Question<T> question) throws SQLException {
        Connection known = connection;
        if (known != null) {
            try {
                return question.ask(known);
            } catch (SQLException e) {
                connection = null;
                Database.closeQuietly(known);
            }
        }
        Connection made = database.connectToRead();
        connection = made;
        return question.ask(made);
    }

    @Override
    public void close() {
        if (there != null) {
            there.close();
        }
        thread.execute(() -> Database.closeQuietly(connection));
        thread.shutdown();
    }
}
