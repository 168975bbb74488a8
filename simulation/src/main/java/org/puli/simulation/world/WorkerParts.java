package org.puli.simulation.world;

import java.util.List;
import java.util.Map;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.simulation.time.Chance;

/** What machines are made of. */
public final class WorkerParts {
    private static final long MOST_CORES = 32;
    private static final double MEMORY_UNKNOWN = 0.3;

    /** Tags, programs and racks of the machines, all called the same. */
    public static final List<String> WORDS = List.of("a", "b");

    /** Some that path rules know, and one that they do not. */
    private static final List<String> PLATFORMS = List.of("Linux", "Windows", "simulated");

    private WorkerParts() {}

    /** A machine, small ones as likely as large ones. */
    public static WorkerFacts draw(Chance chance) {
        long memory = chance.happens(MEMORY_UNKNOWN) ? 0 : chance.between(4L, 64L) << 30;
        String platform = chance.pick(PLATFORMS);
        return new WorkerFacts((int) chance.spread(1L, MOST_CORES), memory, platform, "1", equipment(chance));
    }

    private static Equipment equipment(Chance chance) {
        if (chance.happens(0.5)) {
            return Equipment.NONE;
        }
        return new Equipment(
                chance.happens(0.6) ? 0 : chance.between(1, 4),
                chance.between(0L, 24L) << 30,
                chance.happens(0.5) ? Map.of() : Map.of("scratch", chance.spread(1.0, 10.0)),
                chance.happens(0.5) ? List.of() : List.of(chance.pick(WORDS)),
                chance.happens(0.5) ? List.of() : List.of(chance.pick(WORDS)),
                Map.of("rack", chance.pick(WORDS)),
                chance.happens(0.5) ? 1 : chance.spread(0.5, 2.0),
                List.of());
    }
}
