package org.puli.simulation.planner;

import java.util.TreeMap;
import org.puli.api.JobId;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Pool;
import org.puli.farm.change.Change;

/**
 * How long each job has had work and got no start, and its priority by that, in the plainest form: looks at every task
 * of every job after each change, and works points out anew each time.
 */
final class PlainWaits {
    private static final long UNKNOWN = -1;
    private static final double HOUR = 3_600_000;

    private final Farm farm;
    private final TreeMap<JobId, Long> since = new TreeMap<>();
    private long now;

    PlainWaits(Farm farm) {
        this.farm = farm;
    }

    /** A change was applied. */
    void happened(Change change) {
        if (change instanceof Change.CommandAssigned assigned) {
            farm.jobs().stream()
                    .filter(job -> job.findTask(assigned.attempt().command()) != null)
                    .forEach(job -> since.remove(job.id()));
        }
        since.keySet().removeIf(job -> farm.findJob(job) == null);
        for (Job job : farm.jobs()) {
            if (waits(job)) {
                since.putIfAbsent(job.id(), UNKNOWN);
            } else {
                since.remove(job.id());
            }
        }
    }

    /** The loop looks at its clock: waits that it did not know of begin. */
    void looked(long mono) {
        now = mono;
        since.replaceAll((job, from) -> from == UNKNOWN ? mono : from);
    }

    /** The priority that a job has by now. */
    int priority(Job job) {
        return job.spec().priority() + points(job);
    }

    /** The points that it has gained. */
    int points(Job job) {
        long from = since.getOrDefault(job.id(), UNKNOWN);
        // Not quite exact, so that a point that is just due is not missed by a rounding.
        return from == UNKNOWN ? 0 : (int) Math.floor((now - from) / HOUR * boost(job) + 1e-9);
    }

    private boolean waits(Job job) {
        boolean mayStart = !job.isPaused() && job.leaseCount() < job.maxWorkers();
        return mayStart
                && boost(job) > 0
                && job.tasks().stream().anyMatch(task -> task.isReady() && task.mayStartMore());
    }

    private double boost(Job job) {
        Pool pool = farm.findPool(job.pool());
        return pool == null ? 0 : pool.spec().ageBoost();
    }
}
