package org.puli.simulation.invariant;

import org.puli.api.sync.WorkerReport;
import org.puli.dispatcher.loop.ViewBatch;
import org.puli.farm.Farm;
import org.puli.simulation.time.SimScheduler;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;
import org.puli.simulation.world.World;

/** Whoever rings is heard: a report that has arrived is taken at once, and a batch that is handed over is stored. */
public final class Promptness implements Witness {
    private static final long NONE = Long.MAX_VALUE;
    private static final long AT_ONCE_NANOS = 10 * World.MILLI;
    private static final long STORE_NANOS = 600 * World.SECOND;

    private final SimScheduler scheduler;
    private long waitingSince = NONE;
    private long handedAt = NONE;

    /** Measures in virtual time. */
    public Promptness(SimScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void awoke(long asleepNanos) {
        waitingSince = waitingSince == NONE ? NONE : scheduler.now();
    }

    @Override
    public void reported(WorkerReport report) {
        check();
        waitingSince = Math.min(waitingSince, scheduler.now());
    }

    /** Looks whether something waits for too long. */
    public void check() {
        Broken.unless(
                waitingSince == NONE || scheduler.now() - waitingSince < AT_ONCE_NANOS,
                "a report waits for the loop for %s ms",
                (scheduler.now() - waitingSince) / World.MILLI);
        Broken.unless(
                handedAt == NONE || scheduler.now() - handedAt < STORE_NANOS,
                "a batch waits for the store for %s s",
                (scheduler.now() - handedAt) / World.SECOND);
    }

    @Override
    public void turned(Farm farm, boolean isDone) {
        check();
        waitingSince = NONE;
    }

    @Override
    public void batchClosed() {
        handedAt = scheduler.now();
    }

    @Override
    public void published(ViewBatch views) {
        handedAt = NONE;
    }

    @Override
    public void crashed() {
        waitingSince = NONE;
        handedAt = NONE;
    }
}
