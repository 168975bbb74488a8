package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Platform;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.MappedRun;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.RunState.Phase;
import org.puli.worker.memory.Victims;
import org.puli.worker.run.KeptNote.Early;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt on Linux. {@link #work} is carried out by a thread of its own, which starts the processes and waits for
 * them; whoever ends one early starts another thread for that.
 */
final class LinuxRun implements RunningCommand {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxRun.class);

    private final RunOrder order;
    private final MappedRun mapped;
    private final RunDetails details;
    private final RunRoom room;
    private final Runnable changed;
    private final String mark;
    private final Path log;
    private final RunMemory memory;
    private final IoCount io = new IoCount();
    private final RunLookout lookout;
    private volatile RunState state;
    private volatile @Nullable EndedRun end;
    private volatile @Nullable ProcessTree tree;
    private volatile @Nullable RunOutput output;
    private volatile @Nullable Confinement confinement;
    private final Keeping keeping;
    private RunGroup group = RunGroup.NONE;
    /** Why it is ended early; set once, under this object's lock. */
    private @Nullable Early early;
    /** Whether it is too late to end it early, since it ended by itself; under this object's lock. */
    private boolean isOver;

    private final RunClock clock = new RunClock();
    private long cpuMillis;
    private @Nullable Cause endCause;
    private boolean lacksUser;

    /** A new attempt. */
    LinuxRun(RunOrder order, RunRoom room, Runnable changed) {
        this(order, room, changed, null);
    }

    /** One that an earlier life of the worker noted. */
    LinuxRun(KeptNote taken, RunRoom room, Runnable changed) {
        this(taken.order(), room, changed, taken);
    }

    private LinuxRun(RunOrder order, RunRoom room, Runnable changed, @Nullable KeptNote taken) {
        this.order = order;
        this.mapped = MappedRun.of(
                Objects.requireNonNull(order.details(), "an attempt is started with its details"),
                Platform.find(System.getProperty("os.name")));
        this.details = mapped.details();
        this.room = room;
        this.changed = changed;
        this.mark = taken == null ? room.mark().of(order.attempt()) : taken.mark();
        this.log = room.logs().begin(details, order.attempt());
        this.memory = new RunMemory(order.attempt(), details, room.settings(), log);
        this.lookout = new RunLookout(details.watch(), log);
        this.keeping = new Keeping(room, order, details, log, mark, taken);
        this.early = taken == null ? null : taken.early();
        this.state = keeping.state();
    }

    @Override
    public AttemptRef attempt() {
        return order.attempt();
    }

    @Override
    public long leaseId() {
        return order.leaseId();
    }

    @Override
    public RunState state() {
        return state;
    }

    @Override
    public @Nullable EndedRun findEnd() {
        return end;
    }

    @Override
    public void stop(String reason) {
        endEarly(EarlyEnd.unwanted(reason));
    }

    void endFor(Early why) {
        endEarly(why);
        tellChange();
    }

    /** What it uses of memory; null when nothing of it runs that could be ended. */
    Victims.@Nullable Use use() {
        return tree == null || state.phase() != Phase.RUNNING ? null : memory.use(state.startedAt());
    }

    private synchronized void endEarly(Early why) {
        if (early == null && !isOver) {
            early = why;
            keeping.endsEarly(why);
            setPhase(Phase.STOPPING);
            endTree(tree);
        }
    }

    private synchronized void endTree(@Nullable ProcessTree running) {
        Duration grace = EarlyEnd.grace(early, room.settings().grace());
        if (running != null) {
            RunThreads.start("end-" + attempt(), () -> running.end(grace));
        }
    }

    private synchronized void setPhase(Phase phase) {
        state = RunState.of(attempt(), leaseId(), phase, state.startedAt(), state.told());
    }

    /** Runs the attempt from before its first process to its end. */
    void work() {
        cpuMillis = keeping.cpuMillis();
        RunResult result = worked();
        keeping.abandon(room.settings().grace());
        finish(result);
    }

    @Override
    public void kept() {
        keeping.forget();
    }

    @Override
    public boolean survives() {
        return keeping.isKept();
    }

    /** Ends an attempt that could not even get a thread. */
    void finish(RunResult result) {
        clock.end();
        room.spares().take(room.scratch(attempt()));
        room.records().delete(attempt());
        room.keep().ended(details.task(), Duration.ofMillis(clock.millis()));
        room.logs().end(attempt());
        end = new EndedRun(
                attempt(),
                leaseId(),
                result.outcome(),
                result.exitCode(),
                result.signal(),
                result.reason(),
                state.startedAt(),
                System.currentTimeMillis(),
                cpuMillis,
                memory.peak(),
                endCause,
                io.sum().readBytes(),
                io.sum().writtenBytes(),
                RunOutput.framesToKeep(output, result),
                RunOutput.results(output));
        tellChange();
    }

    private void tellChange() {
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.error("a change of attempt {} could not be told", attempt(), e);
        }
    }

    private RunResult worked() {
        try (OutputLog notes = room.openLog(attempt(), log)) {
            RunResult result = decided(workedWith(notes));
            lookForCause(result);
            RunOutput.notes(output).forEach(notes::tryNote);
            notes.tryNote(LogLines.footer(result, clock.millis(), cpuMillis, memory.peak(), io.sum()));
            return result;
        } catch (IOException e) {
            return decided(RunResult.failed("cannot write the log " + log + ": " + e));
        }
    }

    private RunResult workedWith(OutputLog notes) {
        try {
            notes.note(keeping.header(PathLines.of(mapped.changes())));
            return runAll(notes);
        } catch (CannotStart e) {
            lacksUser = e.lacksUser();
            return RunResult.failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return RunResult.failed("the worker cannot write its files: " + e);
        } catch (RuntimeException | Error e) {
            LOG.error("attempt {} failed by a fault of the worker", attempt(), e);
            return RunResult.failed("a fault of the worker itself, more in its log: " + e);
        }
    }

    private synchronized RunResult decided(RunResult result) {
        isOver = true;
        endCause = early == null ? null : early.cause();
        return early == null ? result : result.because(early.outcome(), early.reason());
    }

    private void lookForCause(RunResult result) {
        RunOutput read = output;
        if (result.outcome() == Outcome.FAILED && endCause == null) {
            Cause told = read == null ? null : read.findCause();
            Cause known = lookout.lacksLicense() ? Cause.NO_LICENSE : memory.cause(told);
            endCause = lacksUser ? Cause.NO_USER : known;
        }
    }

    private synchronized boolean mayStart() {
        return early == null;
    }

    private RunResult runAll(OutputLog notes) throws CannotStart, IOException {
        try (RunGroup its = room.groups().make(attempt(), memory.fence());
                Confinement held =
                        keeping.take(keeping.isTaken() ? null : room.users().of(details))) {
            confinement = held;
            group = its;
            return memory.judged(runAll(held, notes), its);
        }
    }

    private RunResult runAll(Confinement confinement, OutputLog notes) throws CannotStart, IOException {
        Path scratch = room.spares().make(room.scratch(attempt()));
        LocalUser user = confinement.user();
        LocalUser.own(user, scratch, log);
        RunEnvironment environment =
                RunEnvironment.of(order, details, room.settings().of(user), scratch, mark, confinement.variables());
        keeping.noteSurroundings(notes, confinement, environment);
        CommandPlan plan = CommandPlan.of(details, environment, scratch, user != null);
        RunOutput read = new RunOutput(log, details.frames(), plan.stepCount());
        output = read;
        RunResult result = RunResult.failed("was never started");
        long first = keeping.skipTo(plan, read);
        for (long i = first;
                i < plan.stepCount() && (i == first || result.isDone()) && (keeping.goesOn(i) || mayStart());
                i++) {
            CommandPlan.Step step = plan.step(i);
            if (!keeping.goesOn(i)) {
                notes.note(LogLines.step(step, plan.folder()));
            }
            read.begin(room.program(plan, step), step.frameCount(), keeping.begin(i));
            RunResult ended = runStep(confinement, plan, step, i == plan.stepCount() - 1, notes);
            result = mayStart() ? read.judged(ended, plan.named(step)) : ended;
            if (plan.stepCount() > 1) {
                read.stepOver(step, result.isDone());
            }
            tell(memory.told(read.told()));
        }
        return result;
    }

    private RunResult runStep(
            Confinement confinement, CommandPlan plan, CommandPlan.Step step, boolean isLast, OutputLog notes)
            throws CannotStart, IOException {
        long logStart = Files.size(log);
        ProcessTree started = keeping.start(confinement, plan, step);
        try {
            began(started);
            standBack(started);
            Libc.Exit exit = keeping.judged(started.awaitMain());
            confinement.checkStarted(plan, step, started, exit, logStart);
            RunResult result = RunResult.of(exit, plan.named(step));
            ended(result, isLast);
            return result;
        } catch (RuntimeException | Error e) {
            if (!started.hasMainEnded()) {
                endTree(started);
                started.awaitMain();
            }
            throw e;
        } finally {
            if (!started.isGone()) {
                endWhatIsLeft(started, notes);
            }
            tree = null;
            io.end(started);
            cpuMillis += memory.end(started);
        }
    }

    private void standBack(ProcessTree running) {
        Confinement held = confinement;
        if (held != null) {
            held.standBack(running);
        }
    }

    private void endWhatIsLeft(ProcessTree started, OutputLog notes) {
        if (mayStart()) {
            notes.tryNote("its first process has ended; ending what that left running");
            setPhase(Phase.STOPPING);
            tellChange();
        }
        started.end(room.settings().grace());
    }

    private void began(ProcessTree started) {
        started.enter(group);
        room.records().write(attempt(), started, log);
        io.begin(started);
        boolean isFirst = !clock.hasBegun();
        synchronized (this) {
            tree = started;
            long startedAt = isFirst && !keeping.isTaken() ? System.currentTimeMillis() : state.startedAt();
            Phase phase = early == null ? Phase.RUNNING : Phase.STOPPING;
            state = RunState.of(attempt(), leaseId(), phase, startedAt, state.told());
            keeping.began(started, startedAt, cpuMillis, early);
            started.letGo();
            if (early != null) {
                endTree(started);
            }
        }
        if (isFirst) {
            clock.begin(keeping.age());
            lookout.begin();
            long limit = details.timeoutMillis();
            clock.limit(limit, room.timers(), () -> endFor(EarlyEnd.tooLong(limit)));
            tellChange();
        }
    }

    private synchronized void ended(RunResult result, boolean isLast) {
        if (early == null && (isLast || !result.isDone())) {
            isOver = true;
        }
    }

    /** Reads how far it is; for one thread at a time. */
    void lookAtProgress() {
        RunOutput read = output;
        if (read != null && end == null) {
            long cutEnd = room.logs().cutEnd(attempt());
            read.look(cutEnd);
            tell(memory.told(read.told()));
            lookout.look(cutEnd);
            if (mayStart() && lookout.isSilent()) {
                endFor(EarlyEnd.silent(lookout.limitMillis()));
            }
        }
    }

    private void tell(Progress told) {
        synchronized (this) {
            if (told.equals(state.told())) {
                return;
            }
            state = RunState.of(attempt(), leaseId(), state.phase(), state.startedAt(), told);
        }
        lookout.news();
        tellChange();
    }

    /** Notes how much memory it uses, and what it reads and writes; for one thread at a time. */
    void lookAtMemory(List<ProcessStat> table) {
        ProcessTree running = tree;
        if (running != null) {
            List<ProcessStat> members = running.members(table);
            String excess = memory.look(running, members);
            io.look(running, members);
            standBack(running);
            if (excess != null && mayStart()) {
                endFor(EarlyEnd.tooMuchMemory(excess));
            }
        }
    }
}
