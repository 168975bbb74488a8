package org.puli.simulation.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerOrders;
import org.puli.farm.Farm;
import org.puli.farm.request.Request;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AttemptRow.Outcome;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.WorkerRow;
import org.puli.simulation.people.Promises;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * What must hold whichever of several dispatchers leads: nothing acknowledged is missing from the database, nothing
 * leaves of a start that is not stored, no attempt is started twice, and none is accepted that no worker has kept.
 */
public final class OneLeader implements Witness, Promises {
    private final Set<Long> stored = new HashSet<>();
    private final Set<Long> starts = new TreeSet<>();
    private final Map<String, JobId> byKey = new HashMap<>();
    /** Jobs that are not loaded any more, and rightly so. */
    private final Set<Long> left = new HashSet<>();

    /** Jobs of which a row was refused: the next start may do without them. */
    private final Set<Long> uncertain = new HashSet<>();

    /** Commands whose row was refused, or whose end is lost: they are as they were before, and may run once more. */
    private final Set<Long> goesBack = new HashSet<>();

    /** Workers whose row was refused: a start may not know them, and what they held then runs again. */
    private final Set<String> unknown = new HashSet<>();

    private final Map<String, Long> ended = new HashMap<>();

    private final Set<String> launched = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private long accepted;

    @Override
    public void committed(RowBatch batch) {
        starts.add(batch.farm().epoch());
        batch.jobs().forEach(row -> stored.add(row.jobId()));
        left.addAll(batch.deletedJobs());
        for (AttemptRow row : batch.attempts()) {
            ended.put(run(row.commandId(), row.attempt(), row.leaseId()), row.commandId());
            if (row.outcome() == Outcome.DONE) {
                accepted++;
                Broken.unless(
                        kept.contains(run(row.commandId(), row.attempt(), row.leaseId()) + " " + row.worker()),
                        "attempt %s.%s was accepted from %s, which has not kept it",
                        row.commandId(),
                        row.attempt(),
                        row.worker());
            }
        }
    }

    private static String run(long command, int attempt, long lease) {
        return command + "." + attempt + " of lease " + lease;
    }

    @Override
    public void refused(Record row) {
        if (row instanceof JobRow job) {
            uncertain.add(job.jobId());
            stored.add(job.jobId());
        } else if (row instanceof JobSpecRow spec) {
            uncertain.add(spec.jobId());
        } else if (row instanceof CommandRow command) {
            goesBack.add(command.commandId());
        } else if (row instanceof AttemptRow attempt) {
            ended.put(run(attempt.commandId(), attempt.attempt(), attempt.leaseId()), attempt.commandId());
        } else if (row instanceof WorkerRow worker) {
            unknown.add(worker.name());
        }
    }

    @Override
    public void reverted(FarmRows rows, List<AttemptRow> history) {
        Set<Long> there = new HashSet<>();
        rows.jobs().forEach(row -> there.add(row.jobId()));
        left.removeAll(there);
        Set<String> known = new HashSet<>();
        history.forEach(row -> known.add(run(row.commandId(), row.attempt(), row.leaseId())));
        // Of an end that is lost the worker keeps nothing, since it was told that it may forget it.
        ended.forEach((run, command) -> {
            if (!known.contains(run)) {
                goesBack.add(command);
            }
        });
        ended.keySet().retainAll(known);
        byKey.values().removeIf(job -> !there.contains(job.value()) && !left.contains(job.value()));
    }

    /** Whatever was acknowledged is there, but for what a refused row took away. */
    @Override
    public void loaded(Farm farm, FarmRows rows) {
        byKey.values().removeIf(job -> uncertain.contains(job.value()) && farm.findJob(job) == null);
        byKey.forEach((key, job) -> Broken.unless(
                farm.findJob(job) != null || left.contains(job.value()),
                "job %s was acknowledged, and the next start does not find it",
                job));
    }

    @Override
    public void ordered(WorkerName worker, WorkerOrders orders) {
        Broken.unless(
                starts.contains(orders.number().epoch()), "orders %s leave of a start that is not stored", orders);
    }

    @Override
    public void launched(WorkerName worker, RunOrder order, int usedMilliCores, int offeredMilliCores) {
        String run = run(order.attempt().command().value(), order.attempt().attempt(), order.leaseId());
        boolean isSecond = !launched.add(run)
                && !unknown.contains(worker.value())
                && !goesBack.contains(order.attempt().command().value());
        Broken.unless(!isSecond, "attempt %s was started twice", run);
    }

    @Override
    public void kept(WorkerName worker, EndedRun run) {
        kept.add(run(run.attempt().command().value(), run.attempt().attempt(), run.leaseId()) + " " + worker);
    }

    @Override
    public void asked(Request<?> request) {}

    @Override
    public void answered(Request<?> request, @Nullable Object answer) {
        if (request instanceof SubmitJob submit
                && submit.submissionKey() != null
                && answer instanceof SubmitJob.Taken taken) {
            JobId job = taken.job().id();
            Broken.unless(stored.contains(job.value()), "job %s was acknowledged and is not stored", job);
            JobId before = byKey.putIfAbsent(submit.submissionKey(), job);
            Broken.unless(
                    before == null || before.equals(job),
                    "key %s made jobs %s and %s",
                    submit.submissionKey(),
                    before,
                    job);
        }
    }

    /** How many results were accepted. */
    public long accepted() {
        return accepted;
    }
}
