package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Node;
import org.puli.farm.Pool;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Lane.State;

/**
 * About when work that waits will start. A time that it waits for is known; for work that is first in line and waits
 * for a worker it is guessed: from how long commands of the running tasks took on average, when one of the right
 * workers will have room. Of all else nothing is said. Owned by the loop.
 */
public final class Outlook {
    private final Farm farm;
    private final AssignmentPlanner planner;

    Outlook(Farm farm, AssignmentPlanner planner) {
        this.farm = farm;
        this.planner = planner;
    }

    /** When more of a job may start, milliseconds since 1970; null when it cannot be told. */
    public @Nullable Long ofJob(Job job, Moment now) {
        planner.refresh();
        if (job.isPaused() || job.leaseCount() >= job.maxWorkers()) {
            return null;
        }
        Long earliest = null;
        for (Claim claim : planner.claims(job)) {
            earliest = earlier(earliest, claim.isEmpty() ? null : ofClaim(claim, now));
        }
        return earliest != null || job.counts().ready() > 0 ? earliest : ofTimes(job);
    }

    /** When a command may start, milliseconds since 1970; null when it cannot be told. */
    public @Nullable Long ofCommand(Task task, int index, Moment now) {
        planner.refresh();
        Command command = task.findCommand(index);
        if (task.status(index).isActive() || task.status(index).isEnded()) {
            return null;
        }
        if (command != null && command.delay() != null) {
            return command.delay().readyAt();
        }
        if (task.nextIndex() != index) {
            return null;
        }
        for (Claim claim : planner.claims(task.job())) {
            if (claim.holds(task) && !task.job().isPaused()) {
                return ofClaim(claim, now);
            }
        }
        return null;
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.min(one, other));
    }

    /** Nothing of it is ready: the earliest time that is all that one of its tasks waits for. */
    private static @Nullable Long ofTimes(Job job) {
        Long earliest = null;
        for (Task task : job.tasks()) {
            List<Dependency> missing = new ArrayList<>(job.missing());
            for (Node node = task; node != null; node = node.parent()) {
                missing.addAll(node.missing());
            }
            boolean isBlocked = task.counts().blocked() == task.commandCount() && !task.isHeldBack();
            earliest = earlier(earliest, isBlocked ? latest(missing, job.submittedAt()) : null);
        }
        return earliest;
    }

    /** The latest of some times; null when something else is among them. */
    private static @Nullable Long latest(List<Dependency> missing, long submittedAt) {
        Long latest = null;
        for (Dependency dependency : missing) {
            if (!(dependency instanceof Dependency.Time time)) {
                return null;
            }
            long millis = time.millis(submittedAt);
            latest = latest == null ? millis : Math.max(latest, millis);
        }
        return latest;
    }

    private @Nullable Long ofClaim(Claim claim, Moment now) {
        Lane lane = claim.lane();
        if (lane.state() == State.OPEN) {
            return now.wall();
        }
        Pool pool = farm.findPool(claim.job().pool());
        if (lane.state() != State.STUCK || pool == null || planner.jobsBefore(claim) > 0) {
            return null;
        }
        Long earliest = null;
        for (Worker worker : pool.workers()) {
            boolean isRight = lane.site().open().get(Math.toIntExact(worker.number()));
            if (isRight && !planner.earlier().comeBefore(worker, pool)) {
                earliest = earlier(
                        earliest, RoomForecast.of(worker, lane.site().shape().need(), now.wall()));
            }
        }
        return earliest;
    }
}
