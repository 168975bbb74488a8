package org.puli.farm.schedule;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.Counts;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Pool;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Site.State;

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
        if (!planner.hasReadyLane(job)) {
            return WaitingReason.PAUSED;
        }
        if (planner.isStandingIn(job, State.OPEN)) {
            return WaitingReason.STARTING;
        }
        if (planner.isStandingIn(job, State.WAITING_FOR_LICENSE)) {
            return WaitingReason.LICENSE;
        }
        Pool pool = farm.findPool(job.pool());
        if (pool == null || pool.workers().isEmpty()) {
            return WaitingReason.NO_WORKERS;
        }
        if (planner.openCount(pool) == 0) {
            return WaitingReason.WORKERS_AWAY;
        }
        return isTooLarge(job, pool) ? WaitingReason.TOO_LARGE : WaitingReason.WORKERS_BUSY;
    }

    private static boolean isTooLarge(Job job, Pool pool) {
        for (Task task : job.tasks()) {
            if (task.isReady()) {
                for (Worker worker : pool.workers()) {
                    if (worker.couldHold(task.need())) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
