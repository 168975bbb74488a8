package org.puli.simulation.invariant;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Pool;
import org.puli.farm.Task;
import org.puli.farm.change.Change;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.simulation.time.SimScheduler;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;
import org.puli.simulation.world.World;

/**
 * In pools that say so, waiting lifts a job by the points that real time makes of it, whatever the wall clock does, and
 * a start takes them away again. Who waits is found by a look at every task. After a crash nobody knows exactly how
 * long a wait was; then it is kept, and comes to one more point at a time.
 */
public final class WaitsAreCounted implements Witness {
    private static final long UNKNOWN = -1;
    private static final long HOUR = 3_600_000;

    private static final class Wait {
        private long milliBoost;
        private long since = UNKNOWN;
        private boolean isLoaded;
        private int points;

        boolean isFresh() {
            return since == UNKNOWN && !isLoaded;
        }
    }

    private final SimScheduler scheduler;
    private final TreeMap<JobId, Wait> waits = new TreeMap<>();
    private boolean isCounted;

    /** Measures in virtual time. */
    public WaitsAreCounted(SimScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** The priority of a job by what was seen. */
    public int priority(Farm farm, Job job) {
        if (isCounted) {
            look(farm);
        }
        Wait wait = waits.get(job.id());
        return job.spec().priority() + (wait == null ? 0 : wait.points);
    }

    @Override
    public void changing(Farm farm, Change change) {
        isCounted |=
                change instanceof Change.PoolChanged changed && changed.pool().ageBoost() > 0;
        if (!isCounted) {
            return;
        }
        look(farm);
        switch (change) {
            case Change.CommandAssigned c -> restart(farm.findTask(c.attempt().command()));
            case Change.WaitsBegun c -> begin(new TreeSet<>(c.jobs()));
            case Change.JobLifted c -> lift(c);
            default -> {}
        }
    }

    /** Takes note of who waits now, and of what an hour is worth to him. */
    private void look(Farm farm) {
        waits.keySet().removeIf(id -> findWaiting(farm, id) == null);
        for (Job job : farm.jobs()) {
            if (isWaiting(farm, job)) {
                Wait wait = waits.computeIfAbsent(job.id(), id -> new Wait());
                long milliBoost = milliBoost(farm, job);
                if (wait.milliBoost != 0 && wait.milliBoost != milliBoost) {
                    wait.points = (int) (wait.points * milliBoost / wait.milliBoost);
                }
                wait.milliBoost = milliBoost;
            }
        }
    }

    private static @Nullable Job findWaiting(Farm farm, JobId id) {
        Job job = farm.findJob(id);
        return job == null || !isWaiting(farm, job) ? null : job;
    }

    private static boolean isWaiting(Farm farm, Job job) {
        return milliBoost(farm, job) > 0
                && !job.isPaused()
                && job.leaseCount() < job.maxWorkers()
                && job.tasks().stream().anyMatch(task -> task.isReady() && task.mayStartMore());
    }

    private static long milliBoost(Farm farm, Job job) {
        Pool pool = farm.findPool(job.pool());
        return pool == null ? 0 : Math.round(1_000 * pool.spec().ageBoost());
    }

    private void restart(@Nullable Task task) {
        if (task != null && waits.containsKey(task.job().id())) {
            Wait anew = new Wait();
            waits.put(task.job().id(), anew);
        }
    }

    private void begin(Set<JobId> jobs) {
        Set<JobId> fresh = new TreeSet<>();
        waits.forEach((job, wait) -> {
            if (wait.isFresh()) {
                fresh.add(job);
                wait.since = now();
            }
        });
        Broken.unless(fresh.equals(jobs), "the waits of jobs %s begin, and it is jobs %s that wait", jobs, fresh);
    }

    private static long pointsFor(Wait wait, long millis) {
        return Math.max(0, millis) * wait.milliBoost / (1_000 * HOUR);
    }

    private void lift(Change.JobLifted change) {
        Wait wait = waits.get(change.job());
        if (wait == null) {
            throw new Broken("job " + change.job() + " is lifted and does not wait");
        }
        Broken.unless(change.points() > wait.points, "job %s is lifted to %s points", change.job(), change.points());
        if (!wait.isLoaded) {
            // The dispatcher's clock begins within a millisecond of its own, so that both count it or not.
            long most = pointsFor(wait, now() - wait.since + 1);
            Broken.unless(
                    change.points() == most || change.points() == pointsFor(wait, now() - wait.since - 1),
                    "job %s is lifted to %s points, and has waited for %s",
                    change.job(),
                    change.points(),
                    most);
        }
        wait.points = change.points();
    }

    private long now() {
        return scheduler.now() / World.MILLI;
    }

    @Override
    public void loaded(Farm farm, FarmRows rows) {
        isCounted = farm.pools().stream().anyMatch(pool -> pool.spec().ageBoost() > 0);
        look(farm);
        for (JobRow row : rows.jobs()) {
            Wait wait = waits.get(new JobId(row.jobId()));
            boolean isKnown = row.waitingSince() != 0;
            Broken.unless(wait != null || !isKnown, "job %s was stored as waiting and does not wait", row.jobId());
            if (wait != null && isKnown) {
                wait.isLoaded = true;
                wait.points = row.lift();
            }
        }
    }

    @Override
    public void crashed() {
        waits.clear();
    }
}
