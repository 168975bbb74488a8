package org.puli.dispatcher.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private static final String IN_ORDER = " ORDER BY job_id LIMIT " + MOST_AT_ONCE;
    private static final String NEXT = PlacedJob.SELECT + IN_ORDER;

    /** What counts as deleted stays, until somebody thinks better of it or it goes. */
    private static final String NEXT_KEPT = PlacedJob.SELECT + " AND deleted_at = 0" + IN_ORDER;

    private static final String OVERDUE = "SELECT job_id FROM job_history WHERE deleted_at > 0 AND deleted_at <= ?"
            + " AND place BETWEEN 1 AND 3 ORDER BY deleted_at LIMIT 1";
    private static final String COMMANDS = "SELECT command_id FROM command WHERE command_id >= ? AND command_id < ?"
            + " ORDER BY command_id LIMIT " + SLICE;

    private final HistoryNotes notes;

    HistoryHandover(HistoryNotes notes) {
        this.notes = notes;
    }

    /** One step, of some hundred rows at most; says whether there may be more at once. */
    boolean turn(Statements statements, Tables tables, Retention retention, long now) throws SQLException {
        notes.retention(retention);
        boolean isMore = hear(statements, notes::pollCopied, HistoryPlace.READY, HistoryPlace.BOTH);
        isMore |= hear(statements, notes::pollRemoved, HistoryPlace.GOING, HistoryPlace.HERE);
        isMore |= markOverdue(statements, now - retention.undo());
        isMore |= clear(statements);
        isMore |= ready(statements, tables);
        return isMore;
    }

    /** What is not as it was when that was said is left alone. */
    private static boolean hear(
            Statements statements, Supplier<@Nullable Long> said, HistoryPlace before, HistoryPlace now)
            throws SQLException {
        Long job = said.get();
        boolean hasHeard = job != null;
        while (job != null) {
            statements.run(PLACE + " AND place = ?", now.stored(), job, before.stored());
            job = said.get();
        }
        return hasHeard;
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
        List<PlacedJob> jobs = next(statements, NEXT_KEPT, HistoryPlace.HERE);
        if (!jobs.isEmpty()) {
            tables.fileAttempts(statements, jobs.stream().map(PlacedJob::job).collect(Collectors.toSet()));
        }
        for (PlacedJob next : jobs) {
            statements.run(PLACE, HistoryPlace.READY.stored(), next.job());
        }
        return !jobs.isEmpty();
    }

    private static List<PlacedJob> next(Statements statements, String sql, HistoryPlace place) throws SQLException {
        List<PlacedJob> jobs = new ArrayList<>();
        PreparedStatement next = statements.prepared(sql);
        next.setInt(1, place.stored());
        try (ResultSet result = next.executeQuery()) {
            while (result.next()) {
                jobs.add(PlacedJob.of(result));
            }
        }
        return jobs;
    }

    /** Removes a slice of what is there for good: all of some small jobs, or a part of a large one. */
    private static boolean clear(Statements statements) throws SQLException {
        List<PlacedJob> jobs = next(statements, NEXT, HistoryPlace.BOTH);
        int left = SLICE;
        for (PlacedJob next : jobs) {
            int cleared = clear(statements, next, left);
            left -= cleared;
            if (left <= 0) {
                return true;
            }
            statements.run("DELETE FROM task WHERE job_id = ?", next.job());
            statements.run("DELETE FROM job_spec WHERE job_id = ?", next.job());
            statements.run(PLACE, HistoryPlace.THERE.stored(), next.job());
        }
        return !jobs.isEmpty();
    }

    /** Removes so many commands at most, with their attempts; says how many. */
    private static int clear(Statements statements, PlacedJob job, int most) throws SQLException {
        PreparedStatement commands = statements.prepared(COMMANDS);
        new Columns(commands).add(job.first()).add(job.past());
        long last = -1;
        int count = 0;
        try (ResultSet result = commands.executeQuery()) {
            while (count < most && result.next()) {
                last = result.getLong(1);
                count++;
            }
        }
        if (count > 0) {
            statements.run("DELETE FROM attempt WHERE command_id >= ? AND command_id <= ?", job.first(), last);
            statements.run("DELETE FROM command WHERE command_id >= ? AND command_id <= ?", job.first(), last);
        }
        return count;
    }
}
