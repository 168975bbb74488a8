package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.store.Stretches.Stretch;
import org.puli.farm.row.ArchivedRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries jobs that have left memory into a database of their own. It only reads the farm's database: whoever writes
 * there hears what is done by {@link HistoryNotes}, and removes a job's rows when they are here for good. All may be
 * done twice. While one of both databases cannot be reached, jobs stay where they are. A thread of its own.
 */
final class HistoryMover implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryMover.class);

    private static final int SLICE = 500;
    private static final long REST_MILLIS = 2_000;
    private static final long AFTER_FAILURE_MILLIS = 10_000;

    private static final String NEXT = PlacedJob.SELECT + " AND job_id > ? ORDER BY job_id LIMIT 1";
    private static final String NEXT_COMMAND =
            "SELECT min(command_id) FROM command WHERE command_id >= ? AND command_id < ?";

    private final Database farm;
    private final Database history;
    private final HistoryNotes notes;
    private final ArchiveSweep sweep = new ArchiveSweep(HistoryPlace.HERE);
    private final RefusedJobs refused = new RefusedJobs();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Connection from;
    private @Nullable Connection to;
    private @Nullable Statements statements;
    private String problem = "";

    /** Begins at once. */
    HistoryMover(Database farm, Database history, HistoryNotes notes) {
        this.farm = farm;
        this.history = history;
        this.notes = notes;
        this.thread = StoreThreads.start("history-move", this::run);
    }

    private void run() {
        boolean isClosed = false;
        try {
            while (!isClosed) {
                isClosed = closed.await(step(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debug("No more jobs are moved into the history's database");
        } finally {
            letGo();
        }
    }

    /** One step, and how long to wait before the next. */
    private long step() {
        try {
            boolean isMore = turn();
            tell("");
            return isMore ? 0 : REST_MILLIS;
        } catch (SQLException | RuntimeException e) {
            letGo();
            tell(String.valueOf(e.getMessage()));
            return AFTER_FAILURE_MILLIS;
        }
    }

    private void tell(String now) {
        if (!now.equals(problem)) {
            problem = now;
            if (now.isEmpty()) {
                LOG.info("Jobs that left memory go to {} again", history);
            } else {
                LOG.warn("Jobs that left memory stay where they are instead of going to {}: {}", history, now);
            }
        }
    }

    private boolean turn() throws SQLException {
        Connection source = from();
        Statements target = to();
        PlacedJob going = find(source, HistoryPlace.GOING);
        if (going != null) {
            remove(target, going);
            return true;
        }
        PlacedJob ready = find(source, HistoryPlace.READY);
        if (ready != null) {
            take(source, target, ready);
            return true;
        }
        Retention retention = notes.retention();
        boolean isMore = sweep.removeAttempts(target, retention, System.currentTimeMillis());
        connection().commit();
        return isMore;
    }

    private @Nullable PlacedJob find(Connection source, HistoryPlace place) throws SQLException {
        try (PreparedStatement next = source.prepareStatement(NEXT)) {
            PlacedJob found = find(next, place, 0);
            while (found != null && (notes.isTold(found.job()) || isRefused(place, found))) {
                found = find(next, place, found.job());
            }
            return found;
        }
    }

    private static @Nullable PlacedJob find(PreparedStatement next, HistoryPlace place, long after)
            throws SQLException {
        next.setInt(1, place.stored());
        next.setLong(2, after);
        try (ResultSet result = next.executeQuery()) {
            return result.next() ? PlacedJob.of(result) : null;
        }
    }

    private boolean isRefused(HistoryPlace place, PlacedJob job) {
        return place == HistoryPlace.READY && refused.isResting(job.job(), System.nanoTime());
    }

    private void remove(Statements target, PlacedJob job) throws SQLException {
        boolean isDone = ArchiveSweep.remove(target, job.job(), job.first(), job.past());
        connection().commit();
        if (isDone) {
            notes.removed(job.job());
            refused.forget(job.job());
        }
    }

    private void take(Connection source, Statements target, PlacedJob job) throws SQLException {
        try {
            copy(source, target, job);
            refused.forget(job.job());
        } catch (SQLException e) {
            if (Fault.of(e, history.dialect()) != Fault.CONTENT) {
                throw e;
            }
            letGo();
            refused.add(job.job(), e, history, System.nanoTime());
        }
    }

    private void copy(Connection source, Statements target, PlacedJob job) throws SQLException {
        Stretches whole = new Stretches(List.of(new Stretch(job.job(), job.job())));
        copy(new SpecTable(), source, target, "job_id", whole);
        copy(new TaskTable(), source, target, "job_id", whole);
        for (long command = next(source, job.first(), job.past());
                command >= 0;
                command = next(source, command + SLICE, job.past())) {
            Stretches slice = new Stretches(List.of(new Stretch(command, Math.min(command + SLICE, job.past()) - 1)));
            copy(new CommandTable(), source, target, "command_id", slice);
            copy(new AttemptTable(), source, target, "command_id", slice);
            connection().commit();
        }
        List<ArchivedRow> row = new ArchiveTable().within(source, "job_id", whole);
        new ArchiveTable().upsert(target, row);
        connection().commit();
        notes.copied(job.job());
    }

    private static <R> void copy(Table<R> table, Connection source, Statements target, String column, Stretches which)
            throws SQLException {
        table.upsert(target, table.within(source, column, which));
    }

    private static long next(Connection source, long from, long past) throws SQLException {
        try (PreparedStatement next = source.prepareStatement(NEXT_COMMAND)) {
            next.setLong(1, from);
            next.setLong(2, past);
            try (ResultSet result = next.executeQuery()) {
                long command = result.next() ? result.getLong(1) : 0;
                return command == 0 ? -1 : command;
            }
        }
    }

    private Connection from() throws SQLException {
        Connection open = from;
        if (open == null) {
            open = farm.connectToRead();
            from = open;
        }
        return open;
    }

    private Statements to() throws SQLException {
        Statements ready = statements;
        if (ready == null) {
            history.migrate();
            Connection open = history.connect();
            to = open;
            ready = new Statements(open, history.dialect());
            HistoryOwner.check(from(), open, ready);
            open.commit();
            statements = ready;
        }
        return ready;
    }

    private Connection connection() throws SQLException {
        Connection open = to;
        if (open == null) {
            throw new SQLException("the connection was closed");
        }
        return open;
    }

    private void letGo() {
        Database.closeQuietly(from);
        Database.closeQuietly(to);
        from = null;
        to = null;
        statements = null;
    }

    /** A step that takes longer is not waited for: all may be done twice, and whoever closes may hand over the lead. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
