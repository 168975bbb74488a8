package org.puli.farm.schedule;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.Counts;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Lane.State;

/**
 * Answers "why does it not start?" from the planner's own state, so that the two cannot disagree. Owned by the loop.
 */
public final class WaitingReasons {
    private final Farm farm;
    private final AssignmentPlanner planner;

    /** Reasons as this planner sees them. */
    public WaitingReasons(Farm farm, AssignmentPlanner planner) {
        this.farm = farm;
        this.planner = planner;
    }

    /** Why nothing of a job starts though work is left; null when something runs or nothing is left. */
    public @Nullable WaitingReason of(Job job) {
        Counts counts = job.counts();
        boolean isIdle = counts.assigned() + counts.running() == 0;
        // Blocked commands with none ready before them wait for what ended badly: a person has to act, see the status.
        boolean isStopped = counts.ready() == 0;
        if (!isIdle || counts.ended() == counts.total() || isStopped) {
            return null;
        }
        if (job.isPaused()) {
            return WaitingReason.PAUSED;
        }
        return job.leaseCount() >= job.maxWorkers() ? WaitingReason.MAX_WORKERS : ofReady(job);
    }

    private WaitingReason ofReady(Job job) {
        planner.refresh();
        if (planner.claims(job).stream().allMatch(Claim::isEmpty)) {
            // What waits for the next try of something that failed is not paused.
            return job.hasDelayed() ? WaitingReason.RETRY_DELAY : WaitingReason.PAUSED;
        }
        if (isStandingIn(job, State.OPEN)) {
            return WaitingReason.STARTING;
        }
        if (isStandingIn(job, State.LICENSE) || isStuckForSeats(job)) {
            return WaitingReason.LICENSE;
        }
        if (isStandingIn(job, State.SHARE)) {
            return WaitingReason.SHARE_FULL;
        }
        return isStandingIn(job, State.STUCK) ? WaitingReason.WORKERS_BUSY : ofEmpty(job);
    }

    /** More seats would let it start elsewhere, though workers that hold some are busy. */
    private boolean isStuckForSeats(Job job) {
        return planner.claims(job).stream()
                .filter(claim -> !claim.isEmpty() && claim.lane().state() == State.STUCK)
                .anyMatch(claim ->
                        planner.seats().areShort(claim.lane().site().shape().need()));
    }

    private boolean isStandingIn(Job job, State state) {
        return planner.claims(job).stream()
                .anyMatch(claim -> !claim.isEmpty() && claim.lane().state() == state);
    }

    /** No worker of the pool that takes work is right for it. */
    private WaitingReason ofEmpty(Job job) {
        Pool pool = farm.findPool(job.pool());
        if (pool == null || pool.workers().isEmpty()) {
            return WaitingReason.NO_WORKERS;
        }
        if (anyWorker(job, pool, (worker, shape) -> Eligibility.isRight(worker, shape))) {
            return WaitingReason.WORKERS_AWAY;
        }
        boolean isLarge = anyWorker(job, pool, (worker, shape) -> worker.couldHold(shape.need()));
        return isLarge ? WaitingReason.NO_MATCH : WaitingReason.TOO_LARGE;
    }

    private boolean anyWorker(Job job, Pool pool, BiPredicate<Worker, Shape> test) {
        return planner.claims(job).stream()
                .filter(claim -> !claim.isEmpty())
                .map(claim -> claim.lane().site().shape())
                .anyMatch(shape -> pool.workers().stream().anyMatch(worker -> test.test(worker, shape)));
    }
}
