package org.puli.dispatcher.loop;

import java.util.List;
import java.util.function.Consumer;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.view.Counts;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Decision;
import org.puli.farm.decide.Decisions;
import org.puli.farm.decide.Rules;
import org.puli.farm.request.SyncWorker;
import org.puli.farm.request.Tick;
import org.puli.farm.schedule.Assignment;
import org.puli.farm.schedule.AssignmentPlanner;
import org.puli.farm.schedule.Preemption;
import org.puli.farm.schedule.WaitingReasons;
import org.puli.farm.schedule.Wakes;
import org.puli.farm.schedule.Why;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ring's one writer: takes what waits, decides, applies, plans, and hands over a batch as soon as the gate is
 * free. A passive object: the thread "dispatcher" calls {@link #turn}, in the simulation the scheduler does.
 * Everything it touches is its own.
 */
public final class DispatcherLoop {
    /** A turn that comes so much too late means that nobody was listening: silence so far says nothing of workers. */
    private static final long DEAF_MILLIS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(DispatcherLoop.class);
    private static final int LATE_PART = 20;

    /** A batch for which this part of all slots waits is worth a commit. */
    private static final int ENOUGH_PART = 4;

    /** With short patience, a part of it: else one missed beat of the loop's own would lose healthy workers. */
    private static final int DEAF_PART = 4;

    private final Farm farm;
    private final Inbox inbox;
    private final StoreWriter gate;
    private final WorkerLinks links;
    private final Clocks clocks;
    private final LoopSettings settings;
    private final AssignmentPlanner planner;
    private final Preemption preemption;
    private final Wakes wakes;
    private boolean isWakingDue;
    private final WaitingReasons reasons;
    private final Decisions decisions;
    private final OpenBatch open;
    private final ShownReasons shownReasons;
    private volatile Rules rules;
    private Consumer<Change> watcher = change -> {};
    private long batchNumber;
    private boolean hasBegun;
    private boolean isPreemptionDue;
    private long dueMillis;
    private long nextTickNanos;
    private long lastHandedNanos;

    /** What a loop stands between. */
    public record Parts(Inbox inbox, StoreWriter gate, WorkerLinks links, Clocks clocks) {}

    /** A loop for a loaded farm whose newest batch has this number. */
    public DispatcherLoop(Farm farm, long batchNumber, Parts parts, LoopSettings settings, Rules rules) {
        this.farm = farm;
        this.batchNumber = batchNumber;
        this.inbox = parts.inbox();
        this.gate = parts.gate();
        this.links = parts.links();
        this.clocks = parts.clocks();
        this.settings = settings;
        this.rules = rules;
        this.planner = new AssignmentPlanner(farm);
        this.preemption = new Preemption(farm, planner);
        this.wakes = new Wakes(farm, planner);
        this.reasons = new WaitingReasons(farm, planner);
        this.decisions = new Decisions(() -> this.rules, reasons::of, new Why(farm, planner));
        this.shownReasons = new ShownReasons(farm, reasons::of, ShownReasons.AT_ONCE);
        this.open = new OpenBatch(farm, reasons::of, this::apply);
    }

    /** Other rules from the next turn on; from any thread. */
    public void rules(Rules now) {
        rules = now;
    }

    /** Tells someone of every change just before it is applied; to be set before the first turn, called in turns. */
    public void watch(Consumer<Change> told) {
        watcher = told;
    }

    /** One round: says how many nanoseconds may pass at most until the next, 0 when there is more to do right now. */
    public long turn() {
        Moment now = clocks.now();
        listen(now);
        boolean moreReports = takeReports(now);
        boolean moreAsks = takeAsks(now);
        // Who has said something that was not read yet is not judged by silence, unless reports never end.
        if (!moreReports || clocks.monoNanos() - nextTickNanos > DEAF_MILLIS * 1_000_000L) {
            tick(now);
        }
        boolean moreStarts = plan(now);
        while (isPreemptionDue && !moreStarts) {
            isPreemptionDue = preempt(now);
            moreStarts = isPreemptionDue && plan(now);
        }
        wake(now, moreStarts);
        long gap = handOver();
        long wait = moreReports || moreAsks || moreStarts
                ? 0
                : Math.min(gap, Math.max(0, nextTickNanos - clocks.monoNanos()));
        dueMillis = now.mono() + wait / 1_000_000;
        return wait;
    }

    /** Whether everything that came in has been answered and stored. */
    public boolean isDrained() {
        return inbox.isEmpty() && open.isEmpty() && gate.isFree();
    }

    private void listen(Moment now) {
        if (!hasBegun) {
            begin(now);
        } else if (now.mono() - dueMillis > Math.min(DEAF_MILLIS, rules.lostAfterMillis() / DEAF_PART)) {
            apply(new Change.GraceBegun(now.mono()));
        } else if (now.mono() - dueMillis > rules.lostAfterMillis() / LATE_PART) {
            // Several such gaps within a worker's patience would together be as bad as a long one.
            apply(new Change.LoopHeldUp(dueMillis, now.mono()));
            // What was said meanwhile is heard first.
            long pauseNanos = rules.lostAfterMillis() / DEAF_PART * 1_000_000;
            nextTickNanos = Math.max(nextTickNanos, clocks.monoNanos() + pauseNanos);
        }
    }

    private void begin(Moment now) {
        hasBegun = true;
        apply(new Change.EpochBegun(farm.numbers().epoch() + 1));
        if (farm.findPool(JobSpec.DEFAULT_POOL) == null) {
            apply(new Change.PoolChanged(PoolSpec.plain(JobSpec.DEFAULT_POOL)));
        }
        apply(new Change.GraceBegun(now.mono()));
        lastHandedNanos = clocks.monoNanos() - settings.commitGapNanos();
        nextTickNanos = clocks.monoNanos();
    }

    private boolean takeReports(Moment now) {
        for (int i = 0; i < settings.requestsPerTurn(); i++) {
            SyncWorker sync = inbox.pollReport();
            if (sync == null) {
                return false;
            }
            take(sync, now);
        }
        return true;
    }

    private void take(SyncWorker sync, Moment now) {
        Decision<Void> decision = decisions.decide(farm, sync, now);
        if (decision.refusal() != null) {
            links.refuse(sync.report().worker(), sync.link(), decision.refusal().detail());
        }
        for (Change change : decision.changes()) {
            if (isEnd(change)) {
                open.freed(sync.report().worker(), clocks.monoNanos());
            }
            apply(change);
        }
    }

    private static boolean isEnd(Change change) {
        return change instanceof Change.CommandDone
                || change instanceof Change.CommandFailed
                || change instanceof Change.CommandReturned
                || change instanceof Change.CommandGrown
                || change instanceof Change.CommandWaived;
    }

    private boolean takeAsks(Moment now) {
        for (int i = 0; i < settings.requestsPerTurn() && open.replyCount() < settings.repliesPerBatch(); i++) {
            Ask<?> ask = inbox.pollAsk();
            if (ask == null) {
                return false;
            }
            take(ask, now);
        }
        // A full batch is emptied by the gate, whose bell brings the next turn.
        return open.replyCount() < settings.repliesPerBatch();
    }

    private <R> void take(Ask<R> ask, Moment now) {
        Decision<R> decision = decisions.decide(farm, ask.request(), now);
        decision.changes().forEach(this::apply);
        open.reply(ask.reply(decision, farm));
    }

    /** With short patience more often: while it waits longer than that, it would not notice that it was held up. */
    private long tickNanos() {
        return Math.min(settings.tickNanos(), rules.lostAfterMillis() * 1_000_000 / DEAF_PART);
    }

    private void tick(Moment now) {
        if (clocks.monoNanos() >= nextTickNanos) {
            nextTickNanos = clocks.monoNanos() + tickNanos();
            decisions.decide(farm, new Tick(), now).changes().forEach(this::apply);
            shownReasons.look();
            isPreemptionDue = true;
            isWakingDue = true;
        }
    }

    /** Once a tick, when nothing more can start, sleeping machines are woken for what cannot. */
    private void wake(Moment now, boolean moreStarts) {
        if (isWakingDue && !moreStarts) {
            isWakingDue = false;
            for (Change change : wakes.findDue(rules.wake(), now)) {
                LOG.info("{}", change);
                apply(change);
            }
        }
    }

    /** Stops what has to give room to shares below their minimum; says whether there may be more to do. */
    private boolean preempt(Moment now) {
        List<Change> changes = preemption.findNext(now);
        for (Change change : changes) {
            if (change instanceof Change.CommandPreempted preempted) {
                LOG.info("Attempt {} is stopped for {}", preempted.attempt(), preempted.share());
            }
            apply(change);
        }
        return !changes.isEmpty();
    }

    private boolean plan(Moment now) {
        for (int i = 0; i < settings.startsPerTurn(); i++) {
            Assignment next = planner.findNext();
            if (next == null) {
                return false;
            }
            apply(assigned(next, now));
        }
        return true;
    }

    private Change assigned(Assignment next, Moment now) {
        Command command = next.task().findCommand(next.index());
        int attempt = command == null ? 1 : command.attempt() + 1;
        AttemptRef ref = new AttemptRef(next.task().commandId(next.index()), attempt);
        return new Change.CommandAssigned(
                ref, next.worker().name(), farm.numbers().lease(), next.milliCores(), now.wall());
    }

    /** Gives the batch to the gate when that is free; says how long to wait for the right moment. */
    private long handOver() {
        if (open.isEmpty() || !gate.isFree()) {
            return Long.MAX_VALUE;
        }
        long wait = lastHandedNanos + commitGapNanos() - clocks.monoNanos();
        if (wait > 0) {
            return wait;
        }
        lastHandedNanos = clocks.monoNanos();
        gate.hand(open.close(++batchNumber, rules, clocks.wallMillis()));
        return Long.MAX_VALUE;
    }

    /** A quarter of what runs waits for this very batch: nothing is waited for then, the rest fills the next ones. */
    private long commitGapNanos() {
        Counts counts = farm.counts();
        long freed = open.freedCount();
        return freed > 0 && freed * ENOUGH_PART >= counts.assigned() + counts.running() ? 0 : settings.commitGapNanos();
    }

    private void apply(Change change) {
        watcher.accept(change);
        farm.apply(change);
    }
}
