package org.puli.farm.schedule;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.api.view.Counts;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Task;
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
        if (counts.assigned() + counts.running() > 0 || counts.ended() == counts.total()) {
            return null;
        }
        WaitingReason outside = counts.ready() == 0 ? ofBlocked(job) : null;
        // Other blocked commands with none ready before them wait for what ended badly: a person has to act.
        if (counts.ready() == 0 && outside == null) {
            return null;
        }
        if (job.isPaused()) {
            return WaitingReason.PAUSED;
        }
        if (outside != null) {
            return outside;
        }
        return job.leaseCount() >= job.maxWorkers() ? WaitingReason.MAX_WORKERS : ofReady(job);
    }

    /** What it waits for that will come without its own doing; null when there is nothing of the kind. */
    private static @Nullable WaitingReason ofBlocked(Job job) {
        WaitingReason first = ofMissing(job.missing());
        for (Node node : job.nodes()) {
            // What was canceled, or is left out, waits for nothing that is worth telling.
            boolean isWaiting = node.counts().blocked() > 0;
            first = first == null && isWaiting ? ofNode(node) : first;
        }
        return first;
    }

    private static @Nullable WaitingReason ofNode(Node node) {
        boolean isPaired = node instanceof Task task && task.waitsForCommandsOfOthers();
        return isPaired ? WaitingReason.OTHER_JOBS : ofMissing(node.missing());
    }

    private static @Nullable WaitingReason ofMissing(List<Dependency> missing) {
        for (Dependency dependency : missing) {
            if (dependency instanceof Dependency.Time) {
                return WaitingReason.NOT_YET;
            }
            if (dependency instanceof Dependency.File) {
                return WaitingReason.FILE;
            }
            if (dependency instanceof Dependency.End end && end.job() != null) {
                return WaitingReason.OTHER_JOBS;
            }
        }
        return null;
    }

    private WaitingReason ofReady(Job job) {
        planner.refresh();
        Set<State> states = statesOf(job);
        if (states.isEmpty()) {
            // What waits for the next try of something that failed is not paused.
            return hasDelayed(job) ? WaitingReason.RETRY_DELAY : WaitingReason.PAUSED;
        }
        if (states.contains(State.OPEN)) {
            return WaitingReason.STARTING;
        }
        if (states.contains(State.LICENSE) || isStuckForSeats(job)) {
            return WaitingReason.LICENSE;
        }
        if (states.contains(State.SHARE)) {
            return WaitingReason.SHARE_FULL;
        }
        return states.contains(State.STUCK) ? WaitingReason.WORKERS_BUSY : ofEmpty(job);
    }

    /** Where its claims stand that have something in line; each tick asks this of every job that waits. */
    private Set<State> statesOf(Job job) {
        Set<State> states = EnumSet.noneOf(State.class);
        for (Claim claim : planner.claims(job)) {
            if (!claim.isEmpty()) {
                states.add(claim.lane().state());
            }
        }
        return states;
    }

    private static boolean hasDelayed(Job job) {
        return job.tasks().stream().anyMatch(task -> task.delayedCount() > 0);
    }

    /** More seats would let it start elsewhere, though workers that hold some are busy. */
    private boolean isStuckForSeats(Job job) {
        for (Claim claim : planner.claims(job)) {
            boolean isStuck = !claim.isEmpty() && claim.lane().state() == State.STUCK;
            if (isStuck && planner.seats().areShort(claim.shape().need())) {
                return true;
            }
        }
        return false;
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
