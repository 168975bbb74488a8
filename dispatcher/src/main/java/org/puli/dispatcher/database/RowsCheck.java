package org.puli.dispatcher.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.puli.api.spec.JobSpec;
import org.puli.dispatcher.store.care.Finding;
import org.puli.farm.row.BlockRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.PoolRow;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.WorkerRow;

/** Whether rows that can be read fit each other: what one names, another one is. One thread. */
final class RowsCheck {
    private final FarmRows rows;
    private final Set<Long> jobs;
    private final List<Finding> findings = new ArrayList<>();

    private RowsCheck(FarmRows rows) {
        this.rows = rows;
        this.jobs = rows.jobs().stream().map(JobRow::jobId).collect(Collectors.toCollection(TreeSet::new));
    }

    /** One finding for each row that does not fit. */
    static List<Finding> of(FarmRows rows) {
        RowsCheck check = new RowsCheck(rows);
        check.specs();
        check.tasks();
        check.commands();
        check.workers();
        check.numbers();
        return check.findings;
    }

    private void wrong(String table, String key, String text) {
        findings.add(Finding.problem("row", table + " " + key + ": " + text));
    }

    private void specs() {
        Map<Long, JobSpec> specs = rows.specs().stream().collect(Collectors.toMap(JobSpecRow::jobId, JobSpecRow::spec));
        for (JobRow job : rows.jobs()) {
            JobSpec spec = specs.get(job.jobId());
            String key = "job_id=" + job.jobId();
            if (spec == null) {
                wrong("job", key, "its spec is missing in job_spec; the dispatcher cannot start");
            } else if (spec.commandCount() != job.commandCount()) {
                wrong(
                        "job_spec",
                        key,
                        "it describes " + spec.commandCount() + " commands, but job " + job.jobId() + " has "
                                + job.commandCount() + ": it is the spec of another job, or was changed by hand");
            }
        }
        for (long spec : specs.keySet()) {
            if (!jobs.contains(spec)) {
                findings.add(Finding.warning("row", "job_spec job_id=" + spec + ": its job is gone; it does no harm"));
            }
        }
    }

    private void tasks() {
        for (TaskRow task : rows.tasks()) {
            if (!jobs.contains(task.jobId())) {
                wrong("task", "task_id=" + task.taskId(), "there is no job " + task.jobId());
            }
        }
        for (BlockRow block : rows.blocks()) {
            if (!jobs.contains(block.jobId())) {
                wrong(
                        "blocklist",
                        "task_id=" + block.taskId() + ", worker=" + block.worker(),
                        "there is no job " + block.jobId());
            }
        }
    }

    private void commands() {
        TreeMap<Long, JobRow> byFirst = new TreeMap<>();
        rows.jobs().forEach(job -> byFirst.put(job.firstCommandId(), job));
        for (CommandRow command : rows.commands()) {
            Map.Entry<Long, JobRow> floor = byFirst.floorEntry(command.commandId());
            JobRow job = floor == null ? null : floor.getValue();
            boolean isOfIt = job != null
                    && job.jobId() == command.jobId()
                    && command.commandId() < job.firstCommandId() + job.commandCount();
            if (!isOfIt) {
                wrong(
                        "command",
                        "command_id=" + command.commandId(),
                        "job " + command.jobId() + " has no command of this number");
            }
        }
    }

    private void workers() {
        Set<String> pools = new HashSet<>();
        for (PoolRow pool : rows.pools()) {
            pools.add(pool.spec().name().value());
        }
        for (WorkerRow worker : rows.workers()) {
            for (String pool : worker.pools()) {
                if (!pools.contains(pool)) {
                    wrong("worker", "name=" + worker.name(), "there is no pool " + pool);
                }
            }
        }
    }

    private void numbers() {
        FarmRow farm = rows.farm();
        below(
                "next_job",
                farm.nextJobId(),
                rows.jobs().stream().mapToLong(JobRow::jobId).boxed().toList());
        below(
                "next_command",
                farm.nextCommandId(),
                rows.jobs().stream()
                        .map(job -> job.firstCommandId() + job.commandCount() - 1)
                        .toList());
        below(
                "next_lease",
                farm.nextLeaseId(),
                rows.commands().stream().map(CommandRow::leaseId).toList());
        below(
                "next_worker",
                farm.nextWorkerNumber(),
                rows.workers().stream().map(WorkerRow::number).toList());
    }

    private void below(String column, long next, Collection<Long> given) {
        long greatest = given.stream().flatMapToLong(LongStream::of).max().orElse(0);
        if (greatest >= next) {
            wrong("farm", "id=1", column + " is " + next + ", but " + greatest + " has been given out already");
        }
    }
}
