package org.puli.simulation.planner;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;

/** Lives the days of many seeds on all processors. */
public final class PlannerCampaign {
    private final PlannerTally tally = new PlannerTally();
    private final Map<Long, String> broken = new ConcurrentSkipListMap<>();

    /** Lives so many days, the first of this seed. */
    public void run(long first, int count) {
        LongStream.range(first, first + count).parallel().forEach(this::live);
    }

    private void live(long seed) {
        try {
            PlannerDay.live(seed, tally);
        } catch (RuntimeException e) {
            broken.put(seed, e instanceof IllegalStateException ? String.valueOf(e.getMessage()) : e.toString());
        }
    }

    /** What they came to. */
    public PlannerTally tally() {
        return tally;
    }

    /** What broke, by seed. */
    public Map<Long, String> broken() {
        return new TreeMap<>(broken);
    }
}
