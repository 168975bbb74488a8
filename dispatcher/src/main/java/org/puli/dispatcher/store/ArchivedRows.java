package org.puli.dispatcher.store;

import java.sql.Connection;
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
import org.puli.farm.row.PoolRow;
import org.puli.farm.row.WorkerRow;

/** Reads all that there is of one job in the history. None of its rows lies in a tray. Stateless. */
final class ArchivedRows {
    private ArchivedRows() {}

    static @Nullable ArchivedJob find(Connection connection, long number) throws SQLException {
        Stretches ofJob = new Stretches(List.of(new Stretch(number, number)));
        List<ArchivedRow> found = new ArchiveTable().within(connection, "job_id", ofJob);
        if (found.isEmpty()) {
            return null;
        }
        ArchivedRow row = found.getFirst();
        JobRow job = row.job();
        Stretch commands = new Stretch(job.firstCommandId(), job.firstCommandId() + job.commandCount() - 1);
        List<CommandRow> touched =
                new CommandTable().within(connection, "command_id", new Stretches(List.of(commands)));
        List<WorkerRow> workers = workersOf(connection, touched);
        FarmRows rows = new FarmRows(
                FarmRows.empty("history").farm(),
                new SpecTable().within(connection, "job_id", ofJob),
                List.of(job),
                new TaskTable().within(connection, "job_id", ofJob),
                touched,
                workers,
                poolsOf(connection, workers),
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
