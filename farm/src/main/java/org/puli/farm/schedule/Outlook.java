package org.puli.farm.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
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

    /** When a command may start, milliseconds since 1970; null when it cannot be told. */
    public @Nullable Long ofCommand(Task task, int index, Moment now) {
        planner.refresh();
        Command command = task.findCommand(index);
        if (task.status(index).isActive() || task.status(index).isEnded()) {
            return null;
        }
        boolean isHeldBack = task.job().isPaused() || (command != null && command.isHeldBack());
        if (isHeldBack || task.isHeldBack() || !task.missing(index).isEmpty()) {
            return null;
        }
        if (command != null && command.delay() != null) {
            return command.delay().readyAt();
        }
        return task.nextIndex() == index ? ofNext(task, now) : notBefore(now, ofTimes(task));
    }

    private @Nullable Long ofNext(Task task, Moment now) {
        for (Claim claim : planner.claims(task.job())) {
            if (claim.holds(task)) {
                return notBefore(now, ofClaim(claim));
            }
        }
        return null;
    }

    /** An estimate that has passed means now. */
    public static @Nullable Long notBefore(Moment now, @Nullable Long estimate) {
        return estimate == null ? null : Long.valueOf(Math.max(now.wall(), estimate));
    }

    private static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.min(one, other));
    }

    /** The time that is all that a task waits for; null when it waits for something else, or for nothing. */
    static @Nullable Long ofTimes(Task task) {
        boolean isBlocked = task.counts().blocked() == task.commandCount() && !task.isHeldBack();
        return isBlocked ? latest(WaitAdvice.missing(task), task.job().submittedAt()) : null;
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

    /** When work of a claim may start, as was estimated, which may have passed; null when it cannot be told. */
    @Nullable
    Long ofClaim(Claim claim) {
        Lane lane = claim.lane();
        if (lane.state() == State.OPEN) {
            return 0L;
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
                        earliest, RoomForecast.of(worker, lane.site().shape().need()));
            }
        }
        return earliest;
    }
}
