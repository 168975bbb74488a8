package org.puli.simulation.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerOrders;
import org.puli.farm.request.Request;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AttemptRow.Outcome;
import org.puli.farm.row.RowBatch;
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
    private final Set<AttemptRef> launched = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private long accepted;

    @Override
    public void committed(RowBatch batch) {
        starts.add(batch.farm().epoch());
        batch.jobs().forEach(row -> stored.add(row.jobId()));
        for (AttemptRow row : batch.attempts()) {
            if (row.outcome() == Outcome.DONE) {
                accepted++;
                Broken.unless(
                        kept.contains(row.commandId() + "." + row.attempt() + " " + row.worker()),
                        "attempt %s.%s was accepted from %s, which has not kept it",
                        row.commandId(),
                        row.attempt(),
                        row.worker());
            }
        }
    }

    @Override
    public void ordered(WorkerName worker, WorkerOrders orders) {
        Broken.unless(
                starts.contains(orders.number().epoch()), "orders %s leave of a start that is not stored", orders);
    }

    @Override
    public void launched(WorkerName worker, RunOrder order, int usedMilliCores, int offeredMilliCores) {
        Broken.unless(launched.add(order.attempt()), "attempt %s was started twice", order.attempt());
    }

    @Override
    public void kept(WorkerName worker, EndedRun run) {
        kept.add(run.attempt().command().value() + "." + run.attempt().attempt() + " " + worker);
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
