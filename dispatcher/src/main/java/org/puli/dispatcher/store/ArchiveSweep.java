package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.Retention;

/**
 * Removes what the history keeps no longer, one slice with each turn. What a turn does is whole by itself and may be
 * done twice, so nothing has to be remembered over a restart. Used by the store's thread.
 */
final class ArchiveSweep {
    private static final int SLICE = 500;
    private static final int LOOK = 2_000;

    /** How long after one look through all attempts the next one begins. */
    private static final long LOOK_AGAIN_MILLIS = 6 * 3_600_000L;

    private static final long HOUR_MILLIS = 3_600_000;

    private static final String OVERDUE = "SELECT job_id FROM job_history WHERE status = ? AND over_at < ?"
            + " AND deleted_at = 0 ORDER BY over_at LIMIT " + SLICE;
    private static final String GONE = "SELECT job_id, first_command, command_count FROM job_history"
            + " WHERE deleted_at > 0 AND deleted_at <= ? AND place <= ? ORDER BY deleted_at LIMIT 1";
    private static final String COMMANDS = "SELECT command_id FROM command WHERE command_id >= ? AND command_id < ?"
            + " ORDER BY command_id LIMIT " + SLICE;
    private static final String OLDEST_LINES = "SELECT number, at FROM audit ORDER BY number LIMIT " + SLICE;
    private static final String OLDEST_HOURS =
            "SELECT hour FROM usage_hour WHERE hour < ? ORDER BY hour LIMIT " + SLICE;
    private static final String NEXT_ATTEMPTS =
            "SELECT command_id, ended_at FROM attempt WHERE command_id > ? ORDER BY command_id LIMIT " + LOOK;

    private final HistoryPlace last;
    private long lookedUpTo;
    private long nextLookMillis = Long.MIN_VALUE;

    /**
     * A sweep that begins anew.
     *
     * @param last jobs are removed whose rows are up to there: what is further on the way is in another database, too
     */
    ArchiveSweep(HistoryPlace last) {
        this.last = last;
    }

    /** Removes a slice; says whether there may be more. */
    boolean turn(Statements statements, Retention retention, long now) throws SQLException {
        return markOverdue(statements, retention, now)
                || removeJob(statements, now - retention.undo())
                || removeLines(statements, before(retention.audit(), now))
                || removeUsage(statements, before(retention.usage(), now))
                || removeAttempts(statements, retention, now);
    }

    /** Everything that is older goes; nothing does where that is for ever. */
    private static long before(long keepMillis, long now) {
        return keepMillis == 0 ? Long.MIN_VALUE : now - keepMillis;
    }

    /** What is too old counts as deleted: so even then there is time to think better of it. */
    private static boolean markOverdue(Statements statements, Retention retention, long now) throws SQLException {
        for (Status status : Status.values()) {
            long before = before(keep(retention, status), now);
            if (before != Long.MIN_VALUE && markOverdue(statements, status, before, now)) {
                return true;
            }
        }
        return false;
    }

    private static long keep(Retention retention, Status status) {
        return switch (status) {
            case DONE, SKIPPED -> retention.done();
            case CANCELED -> retention.canceled();
            case BLOCKED, READY, ASSIGNED, RUNNING, PAUSED, FAILED -> retention.failed();
        };
    }

    private static boolean markOverdue(Statements statements, Status status, long before, long now)
            throws SQLException {
        PreparedStatement mark = statements.prepared(Tables.MARK);
        PreparedStatement overdue = statements.prepared(OVERDUE);
        new Columns(overdue).add(status).add(before);
        int count = 0;
        try (ResultSet result = overdue.executeQuery()) {
            while (result.next()) {
                new Columns(mark).add(now).add(result.getLong(1));
                mark.addBatch();
                count++;
            }
        }
        if (count > 0) {
            mark.executeBatch();
        }
        return count > 0;
    }

    private boolean removeJob(Statements statements, long deletedBefore) throws SQLException {
        PreparedStatement gone = statements.prepared(GONE);
        new Columns(gone).add(deletedBefore).add(last.stored());
        try (ResultSet result = gone.executeQuery()) {
            if (!result.next()) {
                return false;
            }
            long job = result.getLong("job_id");
            long first = result.getLong("first_command");
            remove(statements, job, first, first + result.getLong("command_count"));
            return true;
        }
    }

    /** Removes a slice of a job, and at last its own row; says whether that is done. */
    static boolean remove(Statements statements, long job, long firstCommand, long pastCommand) throws SQLException {
        if (removeCommands(statements, firstCommand, pastCommand)) {
            return false;
        }
        statements.run("DELETE FROM task WHERE job_id = ?", job);
        statements.run("DELETE FROM job_spec WHERE job_id = ?", job);
        statements.run("DELETE FROM job_history WHERE job_id = ?", job);
        return true;
    }

    private static boolean removeCommands(Statements statements, long from, long to) throws SQLException {
        PreparedStatement commands = statements.prepared(COMMANDS);
        new Columns(commands).add(from).add(to);
        long last = -1;
        try (ResultSet result = commands.executeQuery()) {
            while (result.next()) {
                last = result.getLong(1);
            }
        }
        if (last >= 0) {
            statements.run("DELETE FROM command WHERE command_id >= ? AND command_id <= ?", from, last);
        }
        return last >= 0;
    }

    /** Lines are numbered as time passes; where the clock was set back, some go a little later. */
    private static boolean removeLines(Statements statements, long before) throws SQLException {
        if (before == Long.MIN_VALUE) {
            return false;
        }
        long last = -1;
        try (ResultSet result = statements.prepared(OLDEST_LINES).executeQuery()) {
            while (result.next() && result.getLong("at") < before) {
                last = result.getLong("number");
            }
        }
        if (last >= 0) {
            statements.run("DELETE FROM audit WHERE number <= ?", last);
        }
        return last >= 0;
    }

    /** Whole hours: what is a little older than it need be stays until its hour is. */
    private static boolean removeUsage(Statements statements, long before) throws SQLException {
        if (before == Long.MIN_VALUE) {
            return false;
        }
        PreparedStatement hours = statements.prepared(OLDEST_HOURS);
        new Columns(hours).add(Math.floorDiv(before, HOUR_MILLIS));
        long last = -1;
        try (ResultSet result = hours.executeQuery()) {
            while (result.next()) {
                last = result.getLong(1);
            }
        }
        if (last >= 0) {
            statements.run("DELETE FROM usage_hour WHERE hour <= ?", last);
        }
        return last >= 0;
    }

    /**
     * Attempts lie in the order of their commands, and an index by time would make each one dearer to write. So all are
     * looked through, some times a day.
     */
    boolean removeAttempts(Statements statements, Retention retention, long now) throws SQLException {
        long before = before(retention.attempts(), now);
        if (before == Long.MIN_VALUE || now < nextLookMillis) {
            return false;
        }
        PreparedStatement attempts = statements.prepared(NEXT_ATTEMPTS);
        new Columns(attempts).add(lookedUpTo);
        long last = -1;
        boolean isOld = false;
        try (ResultSet result = attempts.executeQuery()) {
            while (result.next()) {
                last = result.getLong("command_id");
                isOld |= result.getLong("ended_at") < before;
            }
        }
        if (isOld) {
            statements.run(
                    "DELETE FROM attempt WHERE command_id > ? AND command_id <= ? AND ended_at < ?",
                    lookedUpTo,
                    last,
                    before);
        }
        lookedUpTo = Math.max(0, last);
        nextLookMillis = last < 0 ? now + LOOK_AGAIN_MILLIS : nextLookMillis;
        return last >= 0;
    }
}
