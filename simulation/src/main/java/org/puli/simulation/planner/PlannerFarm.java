package org.puli.simulation.planner;

import java.util.List;
import java.util.function.Consumer;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.WorkerFacts;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Decision;
import org.puli.farm.decide.Decisions;
import org.puli.farm.decide.Rules;
import org.puli.farm.request.Request;
import org.puli.farm.request.Tick;
import org.puli.farm.row.FarmRows;
import org.puli.farm.schedule.Assignment;
import org.puli.farm.schedule.AssignmentPlanner;
import org.puli.farm.schedule.Preemption;
import org.puli.farm.schedule.WaitingReasons;
import org.puli.farm.schedule.Why;

/** A farm with its planner and nothing around them: no loop, no store, no wire. */
public final class PlannerFarm {
    private final Farm farm = Farm.load(FarmRows.empty("planner"));
    private final AssignmentPlanner planner;
    private final WaitingReasons reasons;
    private final Why why;
    private final Decisions decisions;
    private final Preemption preemption;
    private Moment now = new Moment(1_000_000, 1_000_000);
    private Consumer<Change> watcher = change -> {};
    private long graceSince = Long.MIN_VALUE / 2;
    private int workerCount;

    /** A farm with these pools, the default one among them, and nothing else. */
    public PlannerFarm(List<PoolSpec> pools) {
        pools.forEach(pool -> apply(new Change.PoolChanged(pool)));
        planner = new AssignmentPlanner(farm);
        preemption = new Preemption(farm, planner);
        reasons = new WaitingReasons(farm, planner);
        why = new Why(farm, planner);
        decisions = new Decisions(() -> Rules.DEFAULT, reasons::of, why);
    }

    /** The farm. */
    public Farm farm() {
        return farm;
    }

    /** Its planner. */
    public AssignmentPlanner planner() {
        return planner;
    }

    /** What it stops for shares below their minimum. */
    public Preemption preemption() {
        return preemption;
    }

    /** A worker says that a command runs. */
    public void run(Command command) {
        apply(new Change.CommandStarted(command.ref(), now.wall()));
    }

    /** Its explanations. */
    public Why why() {
        return why;
    }

    /** Its reasons. */
    public WaitingReasons reasons() {
        return reasons;
    }

    /** Makes a change part of it. */
    public void apply(Change change) {
        farm.apply(change);
        watcher.accept(change);
    }

    /** Tells someone of every change just after it was applied. */
    public void watch(Consumer<Change> told) {
        watcher = told;
    }

    /** What time it is. */
    public Moment now() {
        return now;
    }

    /** Time passes in which every worker was heard; {@link #look} does what became due. */
    public void pass(long millis) {
        now = new Moment(now.wall() + millis, now.mono() + millis);
        // Shares wait anew from here on, too, so it is done only before somebody counts as lost.
        if (now.mono() - graceSince > Rules.DEFAULT.lostAfterMillis() / 2) {
            graceSince = now.mono();
            apply(new Change.GraceBegun(graceSince));
        }
    }

    /** Does what has become due. */
    public void look() {
        ask(new Tick());
    }

    /** Asks as a person would; a refusal changes nothing. */
    public void ask(Request<?> request) {
        Decision<?> decision = decisions.decide(farm, request, now);
        decision.changes().forEach(this::apply);
    }

    /** A worker joins and is put into these pools. */
    public void join(WorkerFacts facts, List<PoolName> pools) {
        WorkerName name = new WorkerName("w" + ++workerCount);
        apply(new Change.WorkerRegistered(name, farm.numbers().worker(), "boot", facts, JobSpec.DEFAULT_POOL));
        apply(new Change.WorkerMoved(name, pools));
    }

    /** Does what the planner proposes. */
    public void start(Assignment next) {
        Command known = next.task().findCommand(next.index());
        AttemptRef attempt =
                new AttemptRef(next.task().commandId(next.index()), known == null ? 1 : known.attempt() + 1);
        apply(new Change.CommandAssigned(
                attempt, next.worker().name(), farm.numbers().lease(), next.milliCores(), now.wall()));
    }

    /** A command is ended for using more memory than it reserved, and reserves more from now on. */
    public void grow(Command command, long bytes) {
        EndedRun run = new EndedRun(
                command.ref(),
                command.leaseId(),
                EndedRun.Outcome.FAILED,
                null,
                null,
                null,
                5,
                6,
                0,
                bytes,
                EndedRun.Cause.OVER_MEMORY,
                0,
                0);
        apply(new Change.CommandGrown(run, "used too much", bytes, now.wall()));
    }

    /** A command ends: well, badly, or lost with its worker. */
    public void end(Command command, EndedRun.Outcome outcome) {
        EndedRun run = new EndedRun(command.ref(), command.leaseId(), outcome, 0, null, null, 5, 6, 0, 0, null, 0, 0);
        if (!command.status().isActive()) {
            apply(new Change.AttemptStopped(run, now.wall()));
            return;
        }
        switch (outcome) {
            case DONE -> apply(new Change.CommandDone(run, now.wall()));
            case FAILED -> {
                boolean retry = command.failures() + 1 < command.task().attempts();
                apply(new Change.CommandFailed(run, null, retry, null, now.wall()));
            }
            case STOPPED -> apply(new Change.AttemptLost(command.ref(), "lost", now.wall()));
        }
    }
}
