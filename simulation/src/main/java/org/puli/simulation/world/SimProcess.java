package org.puli.simulation.world;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.RunState.Phase;
import org.puli.worker.run.RunningCommand;

/** A rendered program: starts, tells its progress, ends or does not, and lives on when its worker's daemon dies. */
final class SimProcess implements RunningCommand {
    private static final int SIGKILL = 9;

    private final SimMachine machine;
    private final RunOrder order;
    private final Runnable changed;
    private final ProcessFate fate;
    private Phase phase = Phase.STARTING;
    private long startedAt;
    private @Nullable Double progress;
    private @Nullable FrameRange framesDone;
    private List<LicenseName> released = List.of();
    private @Nullable EndedRun end;
    private @Nullable Outcome endedEarlyAs;
    private @Nullable String earlyReason;
    private @Nullable Cause cause;
    private int toldCount;

    SimProcess(SimMachine machine, RunOrder order, Runnable changed, ProcessFate fate) {
        this.machine = machine;
        this.order = order;
        this.changed = changed;
        this.fate = fate;
        machine.after(fate.startNanos(), "process starts", this::begin);
    }

    private void begin() {
        if (end != null) {
            return;
        }
        if (endedEarlyAs != null) {
            finish(null, null);
            return;
        }
        phase = Phase.RUNNING;
        startedAt = machine.wallMillis();
        machine.after(fate.runNanos(), "process ends", this::endByItself);
        RunDetails details = requireNonNull(order.details(), "an attempt is started with its details");
        if (details.timeoutMillis() > 0) {
            machine.after(details.timeoutMillis() * World.MILLI, "time limit", this::endForTimeout);
        }
        machine.after(fate.runNanos() / 2, "memory is looked at", () -> endForMemory(details));
        Lookout watch = details.watch();
        if (watch != null && watch.noProgressMillis() > 0) {
            listen(watch.noProgressMillis() * World.MILLI);
        }
        tellLater(0);
        changed.run();
    }

    private void listen(long nanos) {
        int before = toldCount;
        machine.after(nanos, "silence limit", () -> {
            if (before == toldCount) {
                endEarly(Outcome.FAILED, "told nothing for too long", Cause.NO_PROGRESS);
            } else if (end == null) {
                listen(nanos);
            }
        });
    }

    private void tellLater(int index) {
        int count = fate.progress().size();
        if (index < count) {
            machine.after(fate.runNanos() / (count + 1), "process tells progress", () -> tell(index));
        }
    }

    private void tell(int index) {
        if (end == null) {
            toldCount++;
            progress = fate.progress().get(index);
            framesDone = finished(index + 1);
            released = fate.released();
            changed.run();
            tellLater(index + 1);
        }
    }

    /** One frame for each time that it told anything, of those that it was given. */
    private @Nullable FrameRange finished(int count) {
        FrameRange frames = requireNonNull(order.details()).frames();
        return frames == null ? null : frames.slice(0, count);
    }

    private void endByItself() {
        if (end == null && endedEarlyAs == null) {
            RunDetails details = requireNonNull(order.details());
            boolean isWatched = details.watch() != null && details.watch().licensePattern() != null;
            cause = isWatched && fate.lacksLicense() ? Cause.NO_LICENSE : null;
            finish(fate.exitCode(), fate.signal());
        }
    }

    private void endForTimeout() {
        endEarly(Outcome.FAILED, "ran longer than it may", Cause.TOO_LONG);
    }

    /** A machine that runs short may also end what keeps to its reservation. */
    private void endForMemory(RunDetails details) {
        if (fate.usedBytes() <= 1) {
            return;
        }
        if (fate.usedBytes() > details.memoryBytes()) {
            endEarly(Outcome.FAILED, "used more memory than it reserved", Cause.OVER_MEMORY);
        } else {
            endEarly(Outcome.STOPPED, "its machine ran short of memory", Cause.SHORT_MEMORY);
        }
    }

    @Override
    public void stop(String reason) {
        endEarly(Outcome.STOPPED, reason, null);
    }

    private void endEarly(Outcome as, String reason, @Nullable Cause why) {
        if (end == null && endedEarlyAs == null) {
            endedEarlyAs = as;
            earlyReason = reason;
            cause = why;
            boolean isRunning = phase == Phase.RUNNING;
            phase = Phase.STOPPING;
            if (isRunning) {
                machine.after(fate.stopNanos(), "process is gone", () -> finish(null, SIGKILL));
            }
        }
    }

    private void finish(@Nullable Integer exitCode, @Nullable Integer signal) {
        if (end != null) {
            return;
        }
        Outcome own = exitCode != null && exitCode == 0 ? Outcome.DONE : Outcome.FAILED;
        Outcome outcome = endedEarlyAs == null ? own : endedEarlyAs;
        String reason = own == Outcome.DONE || endedEarlyAs != null ? earlyReason : "ended badly";
        end = new EndedRun(
                attempt(),
                leaseId(),
                outcome,
                exitCode,
                signal,
                reason,
                startedAt,
                machine.wallMillis(),
                1,
                fate.usedBytes(),
                cause,
                0,
                0,
                outcome == Outcome.DONE ? null : framesDone,
                toldCount == 0 ? Map.of() : Map.of("told", Integer.toString(toldCount)));
        machine.gone(this);
        changed.run();
    }

    /** The machine has no power any more. */
    void vanish() {
        finish(null, SIGKILL);
    }

    /** Faults are over: what hangs ends soon. */
    void hurry() {
        if (end == null && phase != Phase.STARTING) {
            machine.after(World.SECOND, "process ends at last", () -> finish(fate.exitCode(), fate.signal()));
        }
    }

    /** Whether its processes are there. */
    boolean isAlive() {
        return end == null;
    }

    int milliCores() {
        return (int) Math.round(requireNonNull(order.details()).cores() * 1000);
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
        return RunState.of(attempt(), leaseId(), phase, startedAt, new Progress(progress, null, framesDone, released));
    }

    @Override
    public @Nullable EndedRun findEnd() {
        return end;
    }
}
