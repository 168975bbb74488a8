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
        return monoStart + scheduler.now();
    }

    @Override
    public long monoMillis() {
        return monoNanos() / World.MILLI;
    }

    void jump(long millis) {
        wallOffsetMillis += millis;
    }
}
