package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;
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
import org.puli.worker.output.Program;
import org.puli.worker.output.Programs;
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
    /** Why it is ended early; set once, under this object's lock. */
    private @Nullable EarlyEnd early;
    /** Whether it is too late to end it early, since it ended by itself; under this object's lock. */
    private boolean isOver;

    private @Nullable Future<?> timeLimit;
    private long startedNanos;
    private long cpuMillis;
    private @Nullable Cause endCause;
    private RunGroup group = RunGroup.NONE;

    LinuxRun(RunOrder order, RunRoom room, Runnable changed) {
        this.order = order;
        this.mapped = MappedRun.of(
                Objects.requireNonNull(order.details(), "an attempt is started with its details"),
                Platform.find(System.getProperty("os.name")));
        this.details = mapped.details();
        this.room = room;
        this.changed = changed;
        this.mark = room.mark().of(order.attempt());
        this.log = room.logs().begin(details.job(), order.attempt());
        this.memory = new RunMemory(order.attempt(), details, room.settings(), log);
        this.lookout = new RunLookout(details.watch(), log);
        this.state = RunState.of(order.attempt(), order.leaseId(), Phase.STARTING, 0, Progress.NONE);
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

    /** Its machine needs its memory. */
    void endForMachine(String shortage) {
        endFor(EarlyEnd.forMachine(memory, shortage));
    }

    private void endFor(EarlyEnd why) {
        endEarly(why);
        tellChange();
    }

    /** What it uses of memory; null when nothing of it runs that could be ended. */
    Victims.@Nullable Use use() {
        boolean isRunning = tree != null && state.phase() == Phase.RUNNING;
        return isRunning ? new Victims.Use(memory.used(), memory.reserved(), state.startedAt()) : null;
    }

    private synchronized void endEarly(EarlyEnd why) {
        if (early == null && !isOver) {
            early = why;
            setPhase(Phase.STOPPING);
            endTree(tree);
        }
    }

    private synchronized void endTree(@Nullable ProcessTree running) {
        Duration usual = room.settings().grace();
        Duration grace = early == null ? usual : early.grace(usual);
        if (running != null) {
            RunThreads.start("end-" + attempt(), () -> running.end(grace));
        }
    }

    private synchronized void setPhase(Phase phase) {
        state = RunState.of(attempt(), leaseId(), phase, state.startedAt(), state.told());
    }

    /** Runs the attempt from before its first process to its end. */
    void work() {
        finish(worked());
    }

    /** Ends an attempt that could not even get a thread. */
    void finish(RunResult result) {
        if (timeLimit != null) {
            timeLimit.cancel(false);
        }
        ScratchFolders.deleteTree(room.scratch(attempt()));
        room.records().delete(attempt());
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
                framesDone(result));
        tellChange();
    }

    /** Of a run that ended well, all frames are finished anyway. */
    private @Nullable FrameRange framesDone(RunResult result) {
        RunOutput read = output;
        return read == null || result.isDone() ? null : read.framesDone();
    }

    private void tellChange() {
        try {
            changed.run();
        } catch (RuntimeException e) {
            LOG.error("a change of attempt {} could not be told", attempt(), e);
        }
    }

    private RunResult worked() {
        try (OutputLog notes = OutputLog.open(log)) {
            RunResult result = decided(workedWith(notes));
            lookForCause(result);
            noteOutput(notes);
            long wallMillis = startedNanos == 0 ? 0 : (System.nanoTime() - startedNanos) / 1_000_000;
            notes.tryNote(LogLines.footer(result, wallMillis, cpuMillis, memory.peak(), io.sum()));
            return result;
        } catch (IOException e) {
            return decided(RunResult.failed("cannot write the log " + log + ": " + e));
        }
    }

    private RunResult workedWith(OutputLog notes) {
        try {
            notes.note(LogLines.header(attempt(), details));
            notes.note(PathLines.of(mapped.changes()));
            return runAll(notes);
        } catch (CannotStart e) {
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
        if (result.outcome() != Outcome.FAILED || endCause != null) {
            return;
        }
        if (memory.wasFenced()) {
            endCause = Cause.OVER_MEMORY;
        } else if (lookout.lacksLicense() || (read != null && read.lacksLicense())) {
            endCause = Cause.NO_LICENSE;
        } else if (read != null && read.saysFailed()) {
            endCause = Cause.TOLD;
        }
    }

    private void noteOutput(OutputLog notes) {
        RunOutput read = output;
        if (read != null) {
            read.notes().forEach(notes::tryNote);
        }
    }

    private synchronized boolean mayStart() {
        return early == null;
    }

    private RunResult runAll(OutputLog notes) throws CannotStart, IOException {
        try (RunGroup its = room.groups().make(attempt(), memory.fence());
                Confinement held = room.confines().take(details)) {
            confinement = held;
            group = its;
            return memory.judged(runAll(held, notes), its);
        }
    }

    private RunResult runAll(Confinement confinement, OutputLog notes) throws CannotStart, IOException {
        Path scratch = Files.createDirectories(room.scratch(attempt()));
        RunEnvironment environment =
                RunEnvironment.of(order, details, room.settings(), scratch, mark, confinement.variables());
        if (!confinement.isNone()) {
            notes.note(confinement.words());
        }
        CommandPlan plan = CommandPlan.of(details, environment, scratch);
        RunOutput read = new RunOutput(log, details.frames(), plan.stepCount());
        output = read;
        RunResult result = RunResult.failed("was never started");
        for (long i = 0; i < plan.stepCount() && (i == 0 || result.isDone()) && mayStart(); i++) {
            CommandPlan.Step step = plan.step(i);
            notes.note(LogLines.step(step, plan.folder()));
            read.begin(program(plan, step), step.frameCount(), Files.size(log));
            RunResult ended = runStep(confinement, plan, step, i == plan.stepCount() - 1, notes);
            result = mayStart() ? read.judged(ended, plan.named(step)) : ended;
            if (plan.stepCount() > 1) {
                read.stepOver(step, result.isDone());
            }
            tell(memory.told(read.told()));
        }
        return result;
    }

    private Program program(CommandPlan plan, CommandPlan.Step step) {
        String chosen = plan.variables().all().get(Programs.VARIABLE);
        return room.programs().get().find(step.arguments(), chosen);
    }

    private RunResult runStep(
            Confinement confinement, CommandPlan plan, CommandPlan.Step step, boolean isLast, OutputLog notes)
            throws CannotStart, IOException {
        long logStart = Files.size(log);
        ProcessTree started = confinement.start(plan, step, mark, log);
        try {
            began(started);
            standBack(started);
            Libc.Exit exit = started.awaitMain();
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
            cpuMillis += started.reap();
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
        boolean isFirst = startedNanos == 0;
        synchronized (this) {
            tree = started;
            long startedAt = isFirst ? System.currentTimeMillis() : state.startedAt();
            Phase phase = early == null ? Phase.RUNNING : Phase.STOPPING;
            state = RunState.of(attempt(), leaseId(), phase, startedAt, state.told());
            if (early != null) {
                endTree(started);
            }
        }
        if (isFirst) {
            startedNanos = System.nanoTime();
            lookout.begin();
            limitTime();
            tellChange();
        }
    }

    private void limitTime() {
        long limit = details.timeoutMillis();
        if (limit > 0) {
            timeLimit = room.timers().schedule(() -> endFor(EarlyEnd.tooLong(limit)), limit, TimeUnit.MILLISECONDS);
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
            read.look();
            tell(memory.told(read.told()));
            lookout.look();
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
            running.group().take(members);
            if (excess != null && mayStart()) {
                endFor(EarlyEnd.tooMuchMemory(excess));
            }
        }
    }
}
