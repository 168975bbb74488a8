package org.puli.simulation.load;

import java.util.Arrays;

/** Durations that were measured. Safe on every thread. */
public final class Latencies {
    private static final int FIRST_SIZE = 1_024;
    private static final double NANOS_PER_MILLI = 1_000_000.0;
    private static final double NANOS_PER_MICRO = 1_000.0;

    private long[] nanos = new long[FIRST_SIZE];
    private int count;

    /** Nothing measured yet. */
    public Latencies() {}

    /**
     * What stands out among many durations, in the unit that was asked for; all 0 when there are none.
     *
     * @param count how many there were
     */
    public record Quantiles(double p50, double p99, double max, long count) {}

    /** Notes one. */
    public synchronized void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    /** Forgets all. */
    public synchronized void clear() {
        count = 0;
    }

    /** What stands out, in milliseconds. */
    public Quantiles quantiles() {
        return quantiles(NANOS_PER_MILLI);
    }

    /** What stands out, in microseconds. */
    public Quantiles micros() {
        return quantiles(NANOS_PER_MICRO);
    }

    private synchronized Quantiles quantiles(double unit) {
        if (count == 0) {
            return new Quantiles(0, 0, 0, 0);
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int high = Math.min(count - 1, (int) (count * 0.99));
        return new Quantiles(
                hundredths(sorted[count / 2], unit),
                hundredths(sorted[high], unit),
                hundredths(sorted[count - 1], unit),
                count);
    }

    /** Nanoseconds as milliseconds, to a hundredth. */
    public static double millis(long nanos) {
        return hundredths(nanos, NANOS_PER_MILLI);
    }

    private static double hundredths(long nanos, double unit) {
        return Math.round(nanos / unit * 100) / 100.0;
    }
}
