package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.BlockRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.PathRow;
import org.puli.farm.row.PoolRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.WorkerRow;

/** What a store has after some batches: each row replaces the one of its key, and jobs that go leave at the end. */
final class KeptRows {
    final List<AttemptRow> attempts = new ArrayList<>();
    final List<AuditRow> audit = new ArrayList<>();
    private FarmRow farm = FarmRows.empty("f1").farm();
    private final TreeMap<Long, JobSpecRow> specs = new TreeMap<>();
    private final TreeMap<Long, JobRow> jobs = new TreeMap<>();
    private final TreeMap<Long, TaskRow> tasks = new TreeMap<>();
    private final TreeMap<Long, CommandRow> commands = new TreeMap<>();
    private final TreeMap<String, WorkerRow> workers = new TreeMap<>();
    private final TreeMap<String, PoolRow> pools = new TreeMap<>();
    private final TreeMap<String, LicenseRow> licenses = new TreeMap<>();
    private final TreeMap<String, PathRow> paths = new TreeMap<>();
    private final TreeMap<Long, TreeMap<String, BlockRow>> blocks = new TreeMap<>();

    void add(RowBatch batch) {
        batch.deletedWorkers().forEach(workers::remove);
        batch.deletedWorkers().forEach(name -> blocks.values().forEach(rows -> rows.remove(name)));
        batch.deletedPools().forEach(pools::remove);
        farm = batch.farm();
        batch.specs().forEach(row -> specs.put(row.jobId(), row));
        batch.jobs().forEach(row -> jobs.put(row.jobId(), row));
        batch.tasks().forEach(row -> tasks.put(row.taskId(), row));
        batch.commands().forEach(row -> commands.put(row.commandId(), row));
        batch.workers().forEach(row -> workers.put(row.name(), row));
        batch.pools().forEach(row -> pools.put(row.spec().name().value(), row));
        batch.licenses().forEach(row -> licenses.put(row.name(), row));
        for (BlockRow row : batch.blocks()) {
            blocks.computeIfAbsent(row.taskId(), task -> new TreeMap<>()).put(row.worker(), row);
        }
        batch.paths().forEach(row -> paths.put(row.name(), row));
        paths.values().removeIf(row -> row.rule() == null);
        batch.deletedJobs().forEach(this::deleteJob);
        attempts.addAll(batch.attempts());
        audit.addAll(batch.audit());
    }

    private void deleteJob(long job) {
        specs.remove(job);
        jobs.remove(job);
        tasks.values().removeIf(row -> row.jobId() == job);
        commands.values().removeIf(row -> row.jobId() == job);
        blocks.values().forEach(rows -> rows.values().removeIf(row -> row.jobId() == job));
    }

    FarmRows all() {
        return new FarmRows(
                farm,
                List.copyOf(specs.values()),
                List.copyOf(jobs.values()),
                List.copyOf(tasks.values()),
                List.copyOf(commands.values()),
                List.copyOf(workers.values()),
                List.copyOf(pools.values()),
                List.copyOf(licenses.values()),
                blocks.values().stream().flatMap(rows -> rows.values().stream()).toList(),
                List.copyOf(paths.values()));
    }
}
