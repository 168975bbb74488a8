package org.puli.simulation.crash;

import java.util.EnumMap;
import java.util.Map;

/** Lets the killer wait for what clients do. Safe on every thread. */
final class Moments {
    private final Map<Moment, Long> counts = new EnumMap<>(Moment.class);

    /** It happens now. */
    synchronized void happens(Moment moment) {
        counts.merge(moment, 1L, Long::sum);
        notifyAll();
    }

    /** Waits for the next one, or until the patience is over. */
    synchronized void await(Moment moment, long patienceMillis) throws InterruptedException {
        long before = counts.getOrDefault(moment, 0L);
        long deadline = System.nanoTime() + patienceMillis * 1_000_000;
        long left = patienceMillis;
        while (counts.getOrDefault(moment, 0L) == before && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }
}
