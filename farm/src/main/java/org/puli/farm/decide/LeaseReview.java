package org.puli.farm.decide;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.Delay;

/**
 * Holds what a worker reports against what the farm has given it. Only an attempt that holds this very worker under
 * this very lease is believed; everything else is old news, which the next orders make the worker drop.
 */
final class LeaseReview {
    /** So many workers in a row may have no user for a command; then it has failed. */
    static final int MOST_ELSEWHERE = 10;

    private final Farm farm;
    private final Worker worker;
    private final WorkerReport report;
    private final boolean isNewBoot;
    private final Moment now;
    private final Rules rules;

    LeaseReview(Farm farm, Worker worker, WorkerReport report, boolean isNewBoot, Moment now, Rules rules) {
        this.farm = farm;
        this.worker = worker;
        this.report = report;
        this.isNewBoot = isNewBoot;
        this.now = now;
        this.rules = rules;
    }

    void addTo(List<Change> changes) {
        TreeMap<AttemptRef, Boolean> named = new TreeMap<>();
        Aftermath aftermath = new Aftermath(worker, rules, now, changes);
        for (EndedRun run : report.ended()) {
            Command command = held(run.attempt(), run.leaseId());
            if (command != null && named.put(run.attempt(), true) == null) {
                end(command, run, changes, aftermath);
            }
        }
        Map<AttemptRef, Progress> told = new TreeMap<>();
        for (RunState run : report.running()) {
            Command command = held(run.attempt(), run.leaseId());
            if (command != null && named.put(run.attempt(), true) == null) {
                note(command, run, told, changes);
            }
        }
        if (!told.isEmpty()) {
            changes.add(new Change.Progressed(told));
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

    private void end(Command command, EndedRun run, List<Change> changes, Aftermath aftermath) {
        if (!command.status().isActive()) {
            changes.add(new Change.AttemptStopped(run, now.wall()));
            return;
        }
        Verdict verdict =
                Verdict.of(run, command.task().policy(), command.held().memoryBytes());
        changes.add(change(command, run, verdict));
        switch (verdict.kind()) {
            case DONE, SKIPPED -> aftermath.succeeded(command);
            case FAILED -> aftermath.failed(command, !mayRetry(command));
            case FAILED_AT_ONCE -> aftermath.failed(command, true);
            case ELSEWHERE -> {
                if (!mayGoElsewhere(command)) {
                    aftermath.failed(command, true);
                }
            }
            case FREE, DEFERRED, GROWN, LOST -> {}
        }
    }

    private Change change(Command command, EndedRun run, Verdict verdict) {
        String reason = verdict.reason();
        return switch (verdict.kind()) {
            case DONE -> new Change.CommandDone(run, now.wall());
            case FAILED -> failed(command, run, reason);
            case FAILED_AT_ONCE -> new Change.CommandFailed(run, reason, false, null, now.wall());
            case ELSEWHERE ->
                mayGoElsewhere(command)
                        ? returned(command, run, words(reason), false, true)
                        : new Change.CommandFailed(run, reason, false, null, now.wall());
            case FREE -> returned(command, run, words(reason), false, false);
            case DEFERRED -> returned(command, run, words(reason), true, false);
            case GROWN -> grown(command, run, words(reason));
            case SKIPPED -> new Change.CommandWaived(run, words(reason), now.wall());
            case LOST -> new Change.AttemptLost(run.attempt(), words(reason), now.wall());
        };
    }

    private static String words(@Nullable String reason) {
        return reason == null ? "" : reason;
    }

    private static boolean mayRetry(Command command) {
        return command.failures() + 1 < command.task().attempts();
    }

    private Change failed(Command command, EndedRun run, @Nullable String reason) {
        boolean retry = mayRetry(command);
        Duration pause = retry ? command.task().policy().pauseAfter(command.failures() + 1) : Duration.ZERO;
        return new Change.CommandFailed(run, reason, retry, pause.isZero() ? null : delay(pause), now.wall());
    }

    /** What no worker can run would else go round for ever. */
    private static boolean mayGoElsewhere(Command command) {
        return command.returns() + 1 < MOST_ELSEWHERE;
    }

    private Change returned(Command command, EndedRun run, String reason, boolean deferred, boolean elsewhere) {
        Duration pause = command.task().policy().pauseAfterReturn(command.returns() + 1, deferred);
        return new Change.CommandReturned(run, reason, delay(pause), elsewhere, now.wall());
    }

    private Change grown(Command command, EndedRun run, String reason) {
        long bytes = MemoryGrowth.next(
                run, command.task().policy().memoryRetry(), command.held().memoryBytes());
        return new Change.CommandGrown(run, reason, bytes, now.wall());
    }

    private Delay delay(Duration pause) {
        return new Delay(now.wall() + pause.toMillis(), now.mono() + pause.toMillis());
    }

    private static void note(Command command, RunState run, Map<AttemptRef, Progress> told, List<Change> changes) {
        if (command.status() == Status.ASSIGNED && run.phase() == RunState.Phase.RUNNING) {
            changes.add(new Change.CommandStarted(run.attempt(), run.startedAt()));
        }
        if (!run.told().isNone()) {
            told.put(run.attempt(), run.told());
        }
        SortedSet<LicenseName> released = new TreeSet<>(run.released());
        released.retainAll(command.held().licenses().keySet());
        if (!released.isEmpty()) {
            changes.add(new Change.SeatsReleased(run.attempt(), released));
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
