package org.puli.api.view;

import org.jspecify.annotations.Nullable;

/**
 * The farm in one answer: it runs, what it holds, and how fast it is.
 *
 * @param farmId drawn once when the database was made
 * @param epoch how often a dispatcher has started on it
 * @param batch the newest committed batch
 * @param uptimeMillis since this dispatcher started
 * @param endToNextStartMillis from "a command ended" to "the next order left", over the last minutes
 * @param storeProblem why nothing can be stored just now; null when all is well
 */
public record FarmSummary(
        String version,
        String farmId,
        long epoch,
        long batch,
        long uptimeMillis,
        long jobCount,
        Counts commands,
        int workerCount,
        int onlineCount,
        int busyCount,
        Quantiles endToNextStartMillis,
        @Nullable String storeProblem) {
    /** Median and 99th percentile of {@code count} samples; both 0 when there are none. */
    public record Quantiles(double p50, double p99, long count) {}
}
