package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.BlockRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.MarkRow;
import org.puli.farm.row.PathRow;
import org.puli.farm.row.PoolRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.UsageRow;
import org.puli.farm.row.WorkerRow;

/** All tables together: writes a batch, reads a farm. */
final class Tables {
    /** What is loaded of a job is found by its row; the rest stays where it is, for the history. */
    private static final List<String> OF_A_JOB =
            List.of("DELETE FROM blocklist WHERE job_id = ?", "DELETE FROM job WHERE job_id = ?");
    /** The farm's own row; without it nothing is stored. */
    static final String FARM = "farm";

    private static final String SPEC = "job_spec";

    /** Lets a job of the history count as deleted since a time, or no more with 0. */
    static final String MARK = "UPDATE job_history SET deleted_at = ? WHERE job_id = ? AND place <= 3";

    private static final int JOBS_OF_A_PAGE = 16;
    private static final int COMMANDS_OF_A_PAGE = 32;

    private final TrayedTable<Long, JobRow> jobs;
    private final TrayedTable<Long, CommandRow> commands;
    private final TrayedTable<AttemptKey, AttemptRow> attempts;
    private final FarmTable farm;
    private final SpecTable specs = new SpecTable();
    private final TaskTable tasks = new TaskTable();
    private final AuditTable audit = new AuditTable();
    private final WorkerTable workers = new WorkerTable();
    private final PoolTable pools = new PoolTable();
    private final LicenseTable licenses = new LicenseTable();
    private final BlockTable blocks = new BlockTable();
    private final PathTable paths = new PathTable();
    private final ArchiveTable archive = new ArchiveTable();
    private final UsageTray usage = new UsageTray();
    private final Refusals refusals = new Refusals();

    /** All tables as one dispatcher writes them. */
    Tables(TraySize size, String leader) {
        farm = new FarmTable(leader);
        jobs = new TrayedTable<>(
                JobTable.NAME,
                new JobTable(),
                new TrayedTable.Keys<>(JobRow::jobId, JobRow::jobId, JOBS_OF_A_PAGE, JobRow::jobId),
                size);
        commands = new TrayedTable<>(
                CommandTable.NAME,
                new CommandTable(),
                new TrayedTable.Keys<>(
                        CommandRow::commandId, CommandRow::commandId, COMMANDS_OF_A_PAGE, CommandRow::jobId),
                size);
        attempts = new TrayedTable<>(
                AttemptTable.NAME,
                new AttemptTable(),
                new TrayedTable.Keys<>(AttemptKey::of, AttemptRow::commandId, COMMANDS_OF_A_PAGE, AttemptRow::jobId),
                size);
    }

    /** An attempt's key, in the order of the table. */
    private record AttemptKey(long command, int attempt) implements Comparable<AttemptKey> {
        static AttemptKey of(AttemptRow row) {
            return new AttemptKey(row.commandId(), row.attempt());
        }

        @Override
        public int compareTo(AttemptKey other) {
            int byCommand = Long.compare(command, other.command);
            return byCommand != 0 ? byCommand : Integer.compare(attempt, other.attempt);
        }
    }

    /** Each table by itself. */
    List<Table<?>> each() {
        return List.of(
                farm,
                specs,
                new JobTable(),
                tasks,
                new CommandTable(),
                new AttemptTable(),
                audit,
                workers,
                pools,
                licenses,
                blocks,
                paths,
                archive,
                new UsageTable(),
                usage);
    }

    void write(Statements statements, RowBatch batch) throws SQLException {
        for (Part<?> part : parts(batch)) {
            part.write(statements);
            refusals.written(statements, part);
        }
    }

    /** What a batch is written as, in the order in which that is done. */
    List<Part<?>> parts(RowBatch batch) {
        List<Part<?>> parts = new ArrayList<>(List.of(
                new Part<>("pool", batch.pools(), row -> row.spec().name().value(), pools::upsert),
                new Part<>("license", batch.licenses(), LicenseRow::name, licenses::upsert),
                new Part<>("worker", batch.deletedWorkers(), name -> name, Tables::deleteWorkers),
                new Part<>("worker", batch.workers(), WorkerRow::name, workers::upsert)));
        parts.addAll(partsOfJobs(batch));
        parts.addAll(List.of(
                new Part<>("audit", batch.audit(), row -> Long.toString(row.number()), audit::upsert),
                new Part<>(JobTable.NAME, batch.deletedJobs(), String::valueOf, this::delete),
                new Part<>(SPEC, batch.deletedJobs(), String::valueOf, (statements, gone) -> {}),
                new Part<>(
                        ArchiveTable.NAME,
                        batch.archived(),
                        row -> Long.toString(row.job().jobId()),
                        archive::upsert),
                new Part<>(ArchiveTable.NAME, batch.marks(), row -> Long.toString(row.jobId()), Tables::mark),
                new Part<>("pool", batch.deletedPools(), name -> name, Tables::deletePools),
                new Part<>("path_rule", batch.paths(), PathRow::name, paths::write),
                new Part<>(FARM, List.of(batch.farm()), FarmRow::farmId, farm::upsert)));
        return parts;
    }

    private List<Part<?>> partsOfJobs(RowBatch batch) {
        return List.of(
                new Part<>(SPEC, batch.specs(), row -> Long.toString(row.jobId()), specs::upsert),
                new Part<>(JobTable.NAME, batch.jobs(), row -> Long.toString(row.jobId()), jobs::write),
                new Part<>("task", batch.tasks(), row -> Long.toString(row.taskId()), tasks::upsert),
                new Part<>(CommandTable.NAME, batch.commands(), row -> Long.toString(row.commandId()), commands::write),
                new Part<>("blocklist", batch.blocks(), row -> row.taskId() + "," + row.worker(), blocks::upsert),
                new Part<>(
                        AttemptTable.NAME,
                        batch.attempts(),
                        row -> row.commandId() + "." + row.attempt(),
                        attempts::write),
                new Part<>(UsageTray.NAME, UsageTray.Line.of(batch), UsageTray.Line::key, usage::lay));
    }

    private static void deleteWorkers(Statements statements, List<String> names) throws SQLException {
        for (String worker : names) {
            statements.run("DELETE FROM worker WHERE name = ?", worker);
            statements.run("DELETE FROM blocklist WHERE worker = ?", worker);
        }
    }

    private static void mark(Statements statements, List<MarkRow> marks) throws SQLException {
        for (MarkRow mark : marks) {
            statements.run(MARK, mark.deletedAt(), mark.jobId());
        }
    }

    private static void deletePools(Statements statements, List<String> names) throws SQLException {
        for (String pool : names) {
            statements.run("DELETE FROM pool WHERE name = ?", pool);
        }
    }

    Refusals refusals() {
        return refusals;
    }

    /** Files all attempts of some jobs, so that none of them lies in a tray. */
    void fileAttempts(Statements statements, Set<Long> jobs) throws SQLException {
        attempts.fileJobs(statements, jobs);
    }

    private void delete(Statements statements, List<Long> gone) throws SQLException {
        if (gone.isEmpty()) {
            return;
        }
        jobs.fileJobs(statements, Set.copyOf(gone));
        commands.fileJobs(statements, Set.copyOf(gone));
        for (long job : gone) {
            for (String sql : OF_A_JOB) {
                statements.run(sql, job);
            }
        }
    }

    /** Learns what lies in trays and what was set aside; after each opening of the database. */
    void open(Connection connection) throws SQLException {
        jobs.open(connection);
        commands.open(connection);
        attempts.open(connection);
        usage.open(connection);
        refusals.open(connection);
    }

    /** All that was used. */
    List<UsageRow> usage(Connection connection) throws SQLException {
        return List.copyOf(usage.all(connection, new UsageTable()));
    }

    /** Adds up what was used; between batches. */
    void fileUsage(Statements statements) throws SQLException {
        usage.file(statements);
    }

    void found(Statements statements, FarmRow row) throws SQLException {
        farm.upsert(statements, List.of(row));
    }

    List<FarmRow> farms(Connection connection) throws SQLException {
        return farm.all(connection);
    }

    List<AttemptRow> history(Connection connection) throws SQLException {
        return attempts.all(connection);
    }

    List<AuditRow> audit(Connection connection) throws SQLException {
        return audit.all(connection);
    }

    /** Which jobs are loaded. */
    LiveRows live(Connection connection) throws SQLException {
        return new LiveRows(jobs.all(connection));
    }

    /** Which jobs are not in the history: all that a farm should know of, and all that it should not. */
    LiveRows allBut(Connection connection) throws SQLException {
        return new LiveRows(jobs.all(connection), archive.all(connection));
    }

    /** The commands of loaded jobs, of which there are more than of all else. */
    List<CommandRow> commands(Connection connection, LiveRows live) throws SQLException {
        Stretches stretches = live.commandStretches();
        List<CommandRow> rows =
                stretches == null ? commands.all(connection) : commands.within(connection, "command_id", stretches);
        return live.ofJobs(rows, CommandRow::jobId);
    }

    FarmRows read(Connection connection, FarmRow row, LiveRows live, Supplier<List<CommandRow>> known)
            throws SQLException {
        List<JobSpecRow> specRows = live.ofJobs(ofJobs(connection, specs, live), JobSpecRow::jobId);
        List<TaskRow> taskRows = live.ofJobs(ofJobs(connection, tasks, live), TaskRow::jobId).stream()
                .sorted(Comparator.comparingLong(TaskRow::taskId))
                .toList();
        List<WorkerRow> workerRows = workers.all(connection);
        List<PoolRow> poolRows = pools.all(connection);
        List<LicenseRow> licenseRows = licenses.all(connection);
        List<BlockRow> blockRows = blocks.all(connection);
        List<PathRow> pathRows = paths.all(connection);
        return new FarmRows(
                row,
                specRows,
                live.jobs(),
                taskRows,
                known.get(),
                workerRows,
                poolRows,
                licenseRows,
                blockRows,
                pathRows);
    }

    private static <R> List<R> ofJobs(Connection connection, Table<R> table, LiveRows live) throws SQLException {
        Stretches stretches = live.jobStretches();
        return stretches == null ? table.all(connection) : table.within(connection, "job_id", stretches);
    }
}
