package org.puli.simulation.invariant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.WorkerRow;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/** What is durable at this moment, indexed for the questions that are asked at every step. */
public final class Durable implements Witness {
    private final TreeMap<Long, JobRow> jobs = new TreeMap<>();
    private final TreeMap<Long, JobSpecRow> specs = new TreeMap<>();
    private final TreeMap<Long, CommandRow> commands = new TreeMap<>();
    private final TreeMap<String, TreeMap<Long, CommandRow>> held = new TreeMap<>();
    private final TreeMap<String, WorkerRow> workers = new TreeMap<>();
    private final TreeMap<String, LicenseRow> licenses = new TreeMap<>();
    private long batch;
    private long audit;
    private boolean isAuditUnknown;

    @Override
    public void committed(RowBatch rows) {
        batch = rows.number();
        boolean isCounted = !isAuditUnknown;
        for (AuditRow row : isCounted ? rows.audit() : List.<AuditRow>of()) {
            Broken.unless(row.number() == ++audit, "line %s of the audit follows line %s", row.number(), audit - 1);
        }
        if (!isCounted) {
            isAuditUnknown = false;
            audit = rows.farm().nextAudit() - 1;
        }
        Broken.unless(rows.farm().nextAudit() == audit + 1, "the audit has %s lines and counts otherwise", audit);
        rows.specs().forEach(row -> specs.put(row.jobId(), row));
        rows.jobs().forEach(row -> jobs.put(row.jobId(), row));
        rows.commands().forEach(this::put);
        rows.deletedWorkers().forEach(workers::remove);
        rows.workers().forEach(row -> workers.put(row.name(), row));
        rows.licenses().forEach(row -> licenses.put(row.name(), row));
        rows.deletedJobs().forEach(this::delete);
    }

    @Override
    public void refused(Record row) {
        // What is left of the batch has a hole where it was: it is not counted, and what follows is again.
        isAuditUnknown |= row instanceof AuditRow;
    }

    @Override
    public void reverted(FarmRows rows, List<AttemptRow> history) {
        jobs.clear();
        specs.clear();
        commands.clear();
        held.clear();
        workers.clear();
        licenses.clear();
        batch = rows.farm().batch();
        isAuditUnknown = true;
        rows.specs().forEach(row -> specs.put(row.jobId(), row));
        rows.jobs().forEach(row -> jobs.put(row.jobId(), row));
        rows.commands().forEach(this::put);
        rows.workers().forEach(row -> workers.put(row.name(), row));
        rows.licenses().forEach(row -> licenses.put(row.name(), row));
    }

    private void put(CommandRow row) {
        CommandRow before = commands.put(row.commandId(), row);
        if (before != null && before.leaseId() != 0) {
            held(before).remove(row.commandId());
        }
        if (row.leaseId() != 0) {
            held(row).put(row.commandId(), row);
        }
    }

    private Map<Long, CommandRow> held(CommandRow row) {
        return held.computeIfAbsent(String.valueOf(row.worker()), worker -> new TreeMap<>());
    }

    private void delete(long job) {
        jobs.remove(job);
        specs.remove(job);
        commands.values().removeIf(row -> row.jobId() == job);
        held.values().forEach(rows -> rows.values().removeIf(row -> row.jobId() == job));
    }

    long batch() {
        return batch;
    }

    @Nullable
    JobRow findJob(long job) {
        return jobs.get(job);
    }

    @Nullable
    JobSpecRow findSpec(long job) {
        return specs.get(job);
    }

    @Nullable
    CommandRow findCommand(long command) {
        return commands.get(command);
    }

    @Nullable
    WorkerRow findWorker(String worker) {
        return workers.get(worker);
    }

    @Nullable
    LicenseRow findLicense(String license) {
        return licenses.get(license);
    }

    /** Commands whose newest attempt a worker holds. */
    Collection<CommandRow> heldBy(String worker) {
        TreeMap<Long, CommandRow> rows = held.get(worker);
        return rows == null ? List.of() : rows.values();
    }

    /** All commands that have a row. */
    public Collection<CommandRow> commands() {
        return commands.values();
    }
}
