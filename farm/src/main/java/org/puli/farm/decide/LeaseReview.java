package org.puli.farm.decide;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;

/**
 * Holds what a worker reports against what the farm has given it. Only an attempt that holds this very worker under
 * this very lease is believed; everything else is old news, which the next orders make the worker drop.
 */
final class LeaseReview {
    private final Farm farm;
    private final Worker worker;
    private final WorkerReport report;
    private final boolean isNewBoot;
    private final Moment now;

    LeaseReview(Farm farm, Worker worker, WorkerReport report, boolean isNewBoot, Moment now) {
        this.farm = farm;
        this.worker = worker;
        this.report = report;
        this.isNewBoot = isNewBoot;
        this.now = now;
    }

    void addTo(List<Change> changes) {
        TreeMap<AttemptRef, Boolean> named = new TreeMap<>();
        for (EndedRun run : report.ended()) {
            Command command = held(run.attempt(), run.leaseId());
            if (command != null && named.put(run.attempt(), true) == null) {
                changes.add(ended(command, run));
            }
        }
        Map<AttemptRef, Double> progress = new TreeMap<>();
        for (RunState run : report.running()) {
            Command command = held(run.attempt(), run.leaseId());
            if (command != null && named.put(run.attempt(), true) == null) {
                note(command, run, progress, changes);
            }
        }
        if (!progress.isEmpty()) {
            changes.add(new Change.Progressed(progress));
        }
        for (Command command : worker.leases()) {
            if (!named.containsKey(command.ref()) && isGone(command)) {
                changes.add(new Change.AttemptLost(command.ref(), goneReason(), now.wall()));
            }
        }
    }

    private @Nullable Command held(AttemptRef attempt, long leaseId) {
        Command command = farm.findCommand(attempt.command());
        boolean isHeld = command != null
                && command.attempt() == attempt.attempt()
                && command.holder() == worker
                && command.leaseId() == leaseId;
        return isHeld ? command : null;
    }

    private Change ended(Command command, EndedRun run) {
        if (!command.status().isActive()) {
            return new Change.AttemptStopped(run, now.wall());
        }
        return switch (run.outcome()) {
            case DONE -> new Change.CommandDone(run, now.wall());
            case FAILED -> {
                boolean retry = command.failures() + 1 < command.task().attempts();
                yield new Change.CommandFailed(run, retry, now.wall());
            }
            case STOPPED ->
                new Change.AttemptLost(
                        run.attempt(), run.reason() == null ? "stopped by its worker" : run.reason(), now.wall());
        };
    }

    private static void note(Command command, RunState run, Map<AttemptRef, Double> progress, List<Change> changes) {
        if (command.status() == Status.ASSIGNED && run.phase() == RunState.Phase.RUNNING) {
            changes.add(new Change.CommandStarted(run.attempt(), run.startedAt()));
        }
        if (run.progress() != null) {
            progress.put(run.attempt(), run.progress());
        }
    }

    /**
     * An attempt that the worker does not name is gone when the worker has seen orders that named it, or when a new
     * daemon runs there, which has stopped whatever the old one left.
     */
    private boolean isGone(Command command) {
        OrdersNumber orderedIn = command.orderedIn();
        if (isNewBoot) {
            return true;
        }
        if (!command.isWanted()) {
            return hasSeen(orderedIn == null ? worker.contact().ordered() : orderedIn);
        }
        return orderedIn != null && hasSeen(orderedIn);
    }

    private boolean hasSeen(OrdersNumber number) {
        return number.epoch() == farm.numbers().epoch() && report.ordersSeen().compareTo(number) >= 0;
    }

    private String goneReason() {
        return isNewBoot
                ? "worker " + worker.name() + " was started anew"
                : "worker " + worker.name() + " did not know of it any more";
    }
}
