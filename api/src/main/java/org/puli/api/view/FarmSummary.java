package org.puli.api.view;

import java.util.List;
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
 * @param setAside rows that the database refused for their content
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
        @Nullable String storeProblem,
        SetAside setAside) {
    /** Median and 99th percentile of {@code count} samples; both 0 when there are none. */
    public record Quantiles(double p50, double p99, long count) {}

    /**
     * Rows that the database refused for what is in them, so that they were set aside and the rest could go on. After a
     * restart of the dispatcher there is an older row in their place, or none.
     *
     * @param count how many there are
     * @param newest some of them, the newest first
     */
    public record SetAside(int count, List<Row> newest) {
        /** No row at all. */
        public static final SetAside NONE = new SetAside(0, List.of());

        /** Copies the list. */
        public SetAside {
            newest = List.copyOf(newest);
        }
    }

    /**
     * One row that was set aside.
     *
     * @param table the table that it belongs to
     * @param key what tells it from others there
     * @param at when that was, milliseconds since 1970
     * @param reason the database's words, on one line
     */
    public record Row(String table, String key, long at, String reason) {}
}
