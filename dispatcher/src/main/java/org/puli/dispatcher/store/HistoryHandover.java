package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.Retention;

/**
 * The farm's own side of the way to a database of the history: makes jobs ready that have left memory, and removes
 * their tasks, commands and attempts once they are there for good. A step is whole by itself and may be done twice.
 * Used by the store's thread.
 */
final class HistoryHandover {
    private static final int MOST_AT_ONCE = 16;
    private static final int SLICE = 500;

    private static final String PLACE = "UPDATE job_history SET place = ? WHERE job_id = ?";
    private static final String NEXT = "SELECT job_id, first_command, command_count FROM job_history WHERE place = ?"
            + " ORDER BY job_id LIMIT " + MOST_AT_ONCE;
    private static final String OVERDUE = "SELECT job_id FROM job_history WHERE deleted_at > 0 AND deleted_at <= ?"
            + " AND place BETWEEN 1 AND 3 ORDER BY deleted_at LIMIT 1";
    private static final String COMMANDS = "SELECT command_id FROM command WHERE command_id >= ? AND command_id < ?"
            + " ORDER BY command_id LIMIT " + SLICE;

    private final HistoryNotes notes;

    HistoryHandover(HistoryNotes notes) {
        this.notes = notes;
    }

    /** One step; says whether there may be more at once. */
    boolean turn(Statements statements, Tables tables, Retention retention, long now) throws SQLException {
        notes.retention(retention);
        return hear(statements, notes.pollCopied(), HistoryPlace.READY, HistoryPlace.BOTH)
                || hear(statements, notes.pollRemoved(), HistoryPlace.GOING, HistoryPlace.HERE)
                || markOverdue(statements, now - retention.undo())
                || clear(statements)
                || ready(statements, tables);
    }

    /** What is not as it was when that was said is left alone. */
    private static boolean hear(Statements statements, @Nullable Long job, HistoryPlace before, HistoryPlace now)
            throws SQLException {
        if (job != null) {
            statements.run(PLACE + " AND place = ?", now.stored(), job, before.stored());
        }
        return job != null;
    }

    /** From then on nobody can bring it back. */
    private static boolean markOverdue(Statements statements, long before) throws SQLException {
        PreparedStatement overdue = statements.prepared(OVERDUE);
        overdue.setLong(1, before);
        long job = -1;
        try (ResultSet result = overdue.executeQuery()) {
            if (result.next()) {
                job = result.getLong(1);
            }
        }
        if (job >= 0) {
            statements.run(PLACE, HistoryPlace.GOING.stored(), job);
        }
        return job >= 0;
    }

    private static boolean ready(Statements statements, Tables tables) throws SQLException {
        Set<Long> jobs = new HashSet<>();
        PreparedStatement next = statements.prepared(NEXT);
        next.setInt(1, HistoryPlace.HERE.stored());
        try (ResultSet result = next.executeQuery()) {
            while (result.next()) {
                jobs.add(result.getLong("job_id"));
            }
        }
        if (!jobs.isEmpty()) {
            tables.fileAttempts(statements, jobs);
        }
        for (long job : jobs) {
            statements.run(PLACE, HistoryPlace.READY.stored(), job);
        }
        return !jobs.isEmpty();
    }

    /** Removes a slice of what is there for good, or all that is left of a job. */
    private static boolean clear(Statements statements) throws SQLException {
        PreparedStatement next = statements.prepared(NEXT);
        next.setInt(1, HistoryPlace.BOTH.stored());
        try (ResultSet result = next.executeQuery()) {
            if (!result.next()) {
                return false;
            }
            long job = result.getLong("job_id");
            long first = result.getLong("first_command");
            if (!clear(statements, first, first + result.getLong("command_count"))) {
                statements.run("DELETE FROM task WHERE job_id = ?", job);
                statements.run("DELETE FROM job_spec WHERE job_id = ?", job);
                statements.run(PLACE, HistoryPlace.THERE.stored(), job);
            }
            return true;
        }
    }

    private static boolean clear(Statements statements, long from, long to) throws SQLException {
        PreparedStatement commands = statements.prepared(COMMANDS);
        new Columns(commands).add(from).add(to);
        long last = -1;
        try (ResultSet result = commands.executeQuery()) {
            while (result.next()) {
                last = result.getLong(1);
            }
        }
        if (last >= 0) {
            statements.run("DELETE FROM attempt WHERE command_id >= ? AND command_id <= ?", from, last);
            statements.run("DELETE FROM command WHERE command_id >= ? AND command_id <= ?", from, last);
        }
        return last >= 0;
    }
}
