package org.puli.simulation.world;

import org.puli.dispatcher.loop.Clocks;
import org.puli.simulation.time.SimScheduler;
import org.puli.worker.WorkerClocks;

/** A machine's clocks: one that only goes on, from a start of its own, and one that people set. */
final class SimClock implements Clocks, WorkerClocks {
    private static final long WALL_START_MILLIS = 1_750_000_000_000L;

    private final SimScheduler scheduler;
    private final long monoStart;
    private long wallOffsetMillis;
    private long stoodNanos;
    private long standsSince = -1;

    SimClock(SimScheduler scheduler, long monoStart) {
        this.scheduler = scheduler;
        this.monoStart = monoStart;
    }

    @Override
    public long wallMillis() {
        return WALL_START_MILLIS + wallOffsetMillis + scheduler.now() / World.MILLI;
    }

    @Override
    public long monoNanos() {
        long standing = standsSince < 0 ? 0 : scheduler.now() - standsSince;
        return monoStart + scheduler.now() - stoodNanos - standing;
    }

    @Override
    public long monoMillis() {
        return monoNanos() / World.MILLI;
    }

    /** The machine sleeps: the clock that only goes on stands. */
    void stand() {
        standsSince = scheduler.now();
    }

    /** The machine has slept. */
    void goOn() {
        stoodNanos += scheduler.now() - standsSince;
        standsSince = -1;
    }

    void jump(long millis) {
        wallOffsetMillis += millis;
    }
}
