package org.puli.dispatcher.store;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.farm.row.ArchivedRow;
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

/** A farm's rows in memory: gone when the process ends. For tests, and for who wants no database at all. */
public final class MemoryFarmStore implements FarmStore {
    private final TreeMap<Long, JobSpecRow> specs = new TreeMap<>();
    private final TreeMap<Long, JobRow> jobs = new TreeMap<>();
    private final TreeMap<Long, TaskRow> tasks = new TreeMap<>();
    private final TreeMap<Long, CommandRow> commands = new TreeMap<>();
    private final TreeMap<String, WorkerRow> workers = new TreeMap<>();
    private final TreeMap<String, PoolRow> pools = new TreeMap<>();
    private final TreeMap<String, LicenseRow> licenses = new TreeMap<>();
    private final TreeMap<BlockKey, BlockRow> blocks = new TreeMap<>();
    private final TreeMap<String, PathRow> paths = new TreeMap<>();
    private final TreeMap<Long, ArchivedRow> archived = new TreeMap<>();
    private final List<AttemptRow> attempts = new ArrayList<>();
    private final List<AuditRow> audit = new ArrayList<>();
    private FarmRow farm;

    private record BlockKey(long task, String worker) implements Comparable<BlockKey> {
        @Override
        public int compareTo(BlockKey other) {
            int byTask = Long.compare(task, other.task);
            return byTask != 0 ? byTask : worker.compareTo(other.worker);
        }
    }

    /** An empty farm with a number of its own. */
    public MemoryFarmStore() {
        this(FarmNumber.draw());
    }

    /** An empty farm that is known by this number. */
    public MemoryFarmStore(String farmId) {
        farm = FarmRows.empty(farmId).farm();
    }

    @Override
    public FarmRows load() {
        return new FarmRows(
                farm,
                List.copyOf(specs.values()),
                List.copyOf(jobs.values()),
                List.copyOf(tasks.values()),
                List.copyOf(commands.values()),
                List.copyOf(workers.values()),
                List.copyOf(pools.values()),
                List.copyOf(licenses.values()),
                List.copyOf(blocks.values()),
                List.copyOf(paths.values()));
    }

    @Override
    public void commit(RowBatch batch) {
        if (batch.number() <= farm.batch()) {
            return;
        }
        farm = batch.farm();
        batch.specs().forEach(row -> specs.put(row.jobId(), row));
        batch.jobs().forEach(row -> jobs.put(row.jobId(), row));
        batch.tasks().forEach(row -> tasks.put(row.taskId(), row));
        batch.commands().forEach(row -> commands.put(row.commandId(), row));
        batch.deletedWorkers().forEach(workers::remove);
        blocks.values().removeIf(row -> batch.deletedWorkers().contains(row.worker()));
        batch.workers().forEach(row -> workers.put(row.name(), row));
        batch.pools().forEach(row -> pools.put(row.spec().name().value(), row));
        batch.licenses().forEach(row -> licenses.put(row.name(), row));
        batch.blocks().forEach(row -> blocks.put(new BlockKey(row.taskId(), row.worker()), row));
        attempts.addAll(batch.attempts());
        audit.addAll(batch.audit());
        batch.deletedJobs().forEach(this::delete);
        batch.archived().forEach(row -> archived.put(row.job().jobId(), row));
        batch.deletedPools().forEach(pools::remove);
        batch.paths().forEach(row -> paths.put(row.name(), row));
        paths.values().removeIf(row -> row.rule() == null);
    }

    private void delete(long job) {
        specs.remove(job);
        jobs.remove(job);
        tasks.values().removeIf(row -> row.jobId() == job);
        commands.values().removeIf(row -> row.jobId() == job);
        blocks.values().removeIf(row -> row.jobId() == job);
    }

    /** The job that was submitted under a key and has left memory; null when there is none. */
    public @Nullable ArchivedRow findArchived(String submissionKey) {
        return archived.values().stream()
                .filter(row -> submissionKey.equals(row.job().submissionKey()))
                .findFirst()
                .orElse(null);
    }

    /** All ended attempts. */
    public List<AttemptRow> history() {
        return List.copyOf(attempts);
    }

    /** The whole audit. */
    public List<AuditRow> audit() {
        return List.copyOf(audit);
    }

    @Override
    public void close() {}
}
