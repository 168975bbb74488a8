package org.puli.simulation.invariant;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.farm.change.Delay;
import org.puli.simulation.time.SimScheduler;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;
import org.puli.simulation.world.World;

/**
 * A pause is as long as it was said to be, in real time and whatever the wall clock does: no command and no worker
 * comes back before its end. A crash may cut it short, since after it only the wall clock tells what is left.
 */
public final class PausesAreKept implements Witness {
    private final SimScheduler scheduler;
    private final TreeMap<CommandId, Long> commands = new TreeMap<>();
    private final TreeMap<WorkerName, Long> workers = new TreeMap<>();

    /** Measures in virtual time. */
    public PausesAreKept(SimScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void changing(Farm farm, Change change) {
        switch (change) {
            case Change.CommandFailed c -> pause(c.run().attempt().command(), c.delay(), c.at());
            case Change.CommandReturned c -> pause(c.run().attempt().command(), c.delay(), c.at());
            case Change.CommandAssigned c -> check(commands.remove(c.attempt().command()), c.attempt());
            // A person who retries does not wait; whose commands these are is not worth looking up here.
            case Change.CommandsMoved c -> commands.clear();
            case Change.WorkerSuspected c -> workers.put(c.worker(), end(c.delay(), c.at()));
            case Change.DutyChanged c -> workers.remove(c.worker());
            case Change.ProbationBegun c -> check(workers.remove(c.worker()), c.worker());
            default -> {}
        }
    }

    private void pause(CommandId command, @Nullable Delay delay, long at) {
        if (delay != null) {
            commands.put(command, end(delay, at));
        }
    }

    private long end(Delay delay, long at) {
        return scheduler.now() + (delay.readyAt() - at) * World.MILLI;
    }

    private void check(@Nullable Long end, Object what) {
        Broken.unless(
                end == null || scheduler.now() >= end - World.MILLI, "%s comes back before its pause is over", what);
    }

    @Override
    public void crashed() {
        commands.clear();
        workers.clear();
    }
}
