package org.puli.dispatcher.loop;

import java.util.Arrays;
import org.puli.api.view.FarmSummary.Quantiles;

/**
 * How long slots waited: from the arrival of "this command ended" to the moment the next order for that worker was
 * released. Keeps the newest samples only. Written by the store's thread, read by all.
 */
public final class StartDelays {
    private static final int SAMPLES = 8_192;

    private final Clocks clocks;
    private final long[] nanos = new long[SAMPLES];
    private long count;

    /** Delays on a clock. */
    public StartDelays(Clocks clocks) {
        this.clocks = clocks;
    }

    Clocks clocks() {
        return clocks;
    }

    /** Notes that orders were released for a slot that was free since then; 0 when none was waiting. */
    synchronized void released(long waitingSinceNanos) {
        if (waitingSinceNanos != 0) {
            nanos[(int) (count++ % SAMPLES)] = clocks.monoNanos() - waitingSinceNanos;
        }
    }

    /** Median and 99th percentile of the newest samples, in milliseconds. */
    public synchronized Quantiles quantiles() {
        int kept = (int) Math.min(count, SAMPLES);
        if (kept == 0) {
            return new Quantiles(0, 0, 0);
        }
        long[] sorted = Arrays.copyOf(nanos, kept);
        Arrays.sort(sorted);
        return new Quantiles(millis(sorted[kept / 2]), millis(sorted[(int) (kept * 0.99)]), count);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 10_000.0) / 100.0;
    }
}
