package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.ArchivedJob;
import org.puli.dispatcher.store.Stretches.Stretch;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.PoolRow;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.WorkerRow;

/** Reads all that there is of one job in the history. None of its rows lies in a tray. Stateless. */
final class ArchivedRows {
    private static final String PLACE = "SELECT place FROM job_history WHERE job_id = ?";

    private ArchivedRows() {}

    /** A job's own row, and where what belongs to it is. */
    record Placed(ArchivedRow row, HistoryPlace place) {}

    /** What belongs to a job and may be in a database of its own. */
    record Parts(List<JobSpecRow> specs, List<TaskRow> tasks, List<CommandRow> commands) {}

    /** A job; null when the history does not have it, or not for long. */
    static @Nullable Placed find(Connection farm, long job) throws SQLException {
        List<ArchivedRow> found = new ArchiveTable().within(farm, "job_id", one(job));
        HistoryPlace place = place(farm, job);
        return found.isEmpty() || place == HistoryPlace.GOING ? null : new Placed(found.getFirst(), place);
    }

    private static HistoryPlace place(Connection farm, long job) throws SQLException {
        try (PreparedStatement statement = farm.prepareStatement(PLACE)) {
            statement.setLong(1, job);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? HistoryPlace.of(result.getInt(1)) : HistoryPlace.GOING;
            }
        }
    }

    private static Stretches one(long job) {
        return new Stretches(List.of(new Stretch(job, job)));
    }

    /** What belongs to a job, in the database that has all of it. */
    static Parts parts(Connection connection, JobRow job) throws SQLException {
        Stretch commands = new Stretch(job.firstCommandId(), job.firstCommandId() + job.commandCount() - 1);
        return new Parts(
                new SpecTable().within(connection, "job_id", one(job.jobId())),
                new TaskTable().within(connection, "job_id", one(job.jobId())),
                new CommandTable().within(connection, "command_id", new Stretches(List.of(commands))));
    }

    /** The job with its parts. */
    static ArchivedJob join(Connection farm, ArchivedRow row, Parts parts) throws SQLException {
        List<WorkerRow> workers = workersOf(farm, parts.commands());
        FarmRows rows = new FarmRows(
                FarmRows.empty("history").farm(),
                parts.specs(),
                List.of(row.job()),
                parts.tasks(),
                parts.commands(),
                workers,
                poolsOf(farm, workers),
                List.of(),
                List.of(),
                List.of());
        return new ArchivedJob(rows, row.archivedAt(), row.deletedAt());
    }

    /** Those that still are there; of the others attempts alone know the names. */
    private static List<WorkerRow> workersOf(Connection connection, List<CommandRow> commands) throws SQLException {
        Set<String> names = new HashSet<>();
        for (CommandRow command : commands) {
            if (command.worker() != null) {
                names.add(command.worker());
            }
            names.addAll(command.avoided());
        }
        return names.isEmpty()
                ? List.of()
                : new WorkerTable()
                        .all(connection).stream()
                                .filter(worker -> names.contains(worker.name()))
                                .toList();
    }

    private static List<PoolRow> poolsOf(Connection connection, List<WorkerRow> workers) throws SQLException {
        return workers.isEmpty() ? List.of() : new PoolTable().all(connection);
    }
}
