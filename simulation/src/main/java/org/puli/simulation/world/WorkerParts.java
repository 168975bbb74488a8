package org.puli.simulation.world;

import org.puli.api.sync.WorkerFacts;
import org.puli.simulation.time.Chance;

/** What machines are made of. */
public final class WorkerParts {
    private static final long MOST_CORES = 32;
    private static final double MEMORY_UNKNOWN = 0.3;

    private WorkerParts() {}

    /** A machine, small ones as likely as large ones. */
    public static WorkerFacts draw(Chance chance) {
        long memory = chance.happens(MEMORY_UNKNOWN) ? 0 : chance.between(4L, 64L) << 30;
        return new WorkerFacts((int) chance.spread(1L, MOST_CORES), memory, "simulated", "1");
    }
}
