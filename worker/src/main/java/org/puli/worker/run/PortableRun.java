package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
import org.puli.worker.output.Programs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt on whatever platform. {@link #work} is carried out by a thread of its own; whoever ends it early starts
 * another thread for that.
 */
final class PortableRun implements RunningCommand {
    private static final Logger LOG = LoggerFactory.getLogger(PortableRun.class);
    private static final long LOOK_MILLIS = 250;
    private static final @Nullable Platform HERE = Platform.find(System.getProperty("os.name"));

    private final RunOrder order;
    private final MappedRun mapped;
    private final RunDetails details;
    private final PortableLauncher.Room room;
    private final Runnable changed;
    private final Path log;
    private final RunLookout lookout;
    private volatile RunState state;
    private volatile @Nullable EndedRun end;
    private volatile @Nullable PortableTree tree;
    private volatile @Nullable RunOutput output;

    /** Why it is ended early; set once, under this object's lock. */
    private @Nullable Early early;

    /** Whether it is too late to end it early, since it ended by itself; under this object's lock. */
    private boolean isOver;

    private @Nullable Future<?> timeLimit;
    private @Nullable Future<?> looks;
    private long startedNanos;
    private long cpuMillis;
    private @Nullable Cause endCause;

    private record Early(
            Outcome outcome, String reason, @Nullable Cause cause) {}

    PortableRun(RunOrder order, PortableLauncher.Room room, Runnable changed) {
        this.order = order;
        this.mapped =
                MappedRun.of(Objects.requireNonNull(order.details(), "an attempt is started with its details"), HERE);
        this.details = mapped.details();
        this.room = room;
        this.changed = changed;
        this.log = room.logs().begin(details, order.attempt());
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
        endEarly(new Early(Outcome.STOPPED, reason, null));
    }

    private void endFor(String reason, Cause cause) {
        endEarly(new Early(Outcome.FAILED, reason, cause));
        tellChange();
    }

    private synchronized void endEarly(Early why) {
        if (early == null && !isOver) {
            early = why;
            setPhase(Phase.STOPPING);
            endTree(tree);
        }
    }

    private void endTree(@Nullable PortableTree running) {
        if (running != null) {
            RunThreads.start(
                    "end-" + attempt(), () -> running.end(room.settings().grace()));
        }
    }

    private synchronized void setPhase(Phase phase) {
        state = RunState.of(attempt(), leaseId(), phase, state.startedAt(), state.told());
    }

    private synchronized boolean mayStart() {
        return early == null;
    }

    /** Runs the attempt from before its first process to its end. */
    void work() {
        looks = room.timers().scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        finish(worked());
    }

    /** Ends an attempt, also one that could not even get a thread. */
    void finish(RunResult result) {
        cancel(timeLimit);
        cancel(looks);
        ScratchFolders.deleteTree(room.scratch(attempt()));
        room.notes().delete(attempt());
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
                        0,
                        endCause,
                        0,
                        0)
                .withResults(RunOutput.results(output));
        tellChange();
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
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
            room.logs().started(attempt());
            RunResult result = decided(workedWith(notes));
            lookForCause(result);
            RunOutput.notes(output).forEach(notes::tryNote);
            long wallMillis = startedNanos == 0 ? 0 : (System.nanoTime() - startedNanos) / 1_000_000;
            notes.tryNote(LogLines.footer(result, wallMillis, cpuMillis, 0, ProcTable.Io.NONE));
            return result;
        } catch (IOException e) {
            return decided(RunResult.failed("cannot write the log " + log + ": " + e));
        }
    }

    private RunResult workedWith(OutputLog notes) {
        try {
            notes.note(LogLines.header(attempt(), leaseId(), details));
            notes.note(PathLines.of(mapped.changes()));
            return runAll(notes);
        } catch (CannotStart e) {
            return RunResult.failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return RunResult.failed("the worker cannot write its files: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RunResult.failed("the worker was interrupted");
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
            endCause = lookout.lacksLicense() ? Cause.NO_LICENSE : told;
        }
    }

    private RunResult runAll(OutputLog notes) throws CannotStart, IOException, InterruptedException {
        CommandPlan plan = plan();
        notes.note(ShownEnvironment.lines(plan.variables().all()));
        RunOutput read = new RunOutput(log, details.frames(), plan.stepCount());
        output = read;
        RunResult result = RunResult.failed("was never started");
        for (long i = 0; i < plan.stepCount() && (i == 0 || result.isDone()) && mayStart(); i++) {
            CommandPlan.Step step = plan.step(i);
            notes.note(LogLines.step(step, plan.folder()));
            String chosen = plan.variables().all().get(Programs.VARIABLE);
            read.begin(room.programs().get().find(step.arguments(), chosen), step.frameCount(), Files.size(log));
            RunResult ended = runStep(plan, step, i == plan.stepCount() - 1, notes);
            result = mayStart() ? read.judged(ended, plan.named(step)) : ended;
            if (plan.stepCount() > 1) {
                read.stepOver(step, result.isDone());
            }
            tell(read.told());
        }
        return result;
    }

    private CommandPlan plan() throws CannotStart, IOException {
        if (details.limits() != null) {
            throw new CannotStart("its task has 'limits', which this worker's launcher cannot set; let it require"
                    + " workers that can");
        }
        if (details.commandLine().shell() && HERE == Platform.WINDOWS) {
            throw new CannotStart(
                    "it is a line for /bin/sh, which is not on Windows; name a program and its arguments");
        }
        Path scratch = Files.createDirectories(room.scratch(attempt()));
        RunEnvironment plain = RunEnvironment.of(
                order, details, room.settings(), scratch, room.mark().of(attempt()), Map.of());
        return CommandPlan.of(details, HostVariables.complete(plain, HERE, System.getenv()), scratch, false);
    }

    private RunResult runStep(CommandPlan plan, CommandPlan.Step step, boolean isLast, OutputLog notes)
            throws CannotStart, InterruptedException {
        Process process = PortableStart.start(plan, step, log);
        PortableTree started = PortableTree.of(process.toHandle());
        try {
            began(process, started);
            RunResult result = RunResult.of(new Libc.Exit(false, process.waitFor()), plan.named(step));
            ended(result, isLast);
            return result;
        } finally {
            endWhatIsLeft(started, notes);
            tree = null;
            cpuMillis += started.cpuMillis();
        }
    }

    private void endWhatIsLeft(PortableTree started, OutputLog notes) {
        if (!started.isGone()) {
            if (mayStart()) {
                notes.tryNote("its first process has ended; ending what that left running");
                setPhase(Phase.STOPPING);
                tellChange();
            }
            started.end(room.settings().grace());
        }
    }

    private void began(Process process, PortableTree started) {
        room.notes().write(attempt(), process.toHandle(), log);
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
            if (details.timeoutMillis() > 0) {
                String reason = "ran longer than " + LogLines.duration(details.timeoutMillis());
                timeLimit = room.timers()
                        .schedule(() -> endFor(reason, Cause.TOO_LONG), details.timeoutMillis(), TimeUnit.MILLISECONDS);
            }
            tellChange();
        }
    }

    private synchronized void ended(RunResult result, boolean isLast) {
        if (early == null && (isLast || !result.isDone())) {
            isOver = true;
        }
    }

    /** Looks at the tree and at what it wrote; one look at a time. */
    void look() {
        try {
            PortableTree running = tree;
            RunOutput read = output;
            if (running != null) {
                running.look();
            }
            if (read != null && end == null) {
                long cutEnd = room.logs().cutEnd(attempt());
                read.look(cutEnd);
                tell(read.told());
                lookout.look(cutEnd);
                if (mayStart() && lookout.isSilent()) {
                    String limit = LogLines.duration(lookout.limitMillis());
                    endFor("told no progress and wrote nothing for " + limit, Cause.NO_PROGRESS);
                }
            }
        } catch (RuntimeException e) {
            LOG.error("could not look after attempt {}", attempt(), e);
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
}
