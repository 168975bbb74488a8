package org.puli.dispatcher.loop;

/**
 * The loop's limits.
 *
 * @param inboxLimit requests that may wait; one more is refused as busy
 * @param requestsPerTurn requests that one turn takes, so that a flood of them does not keep reports waiting
 * @param repliesPerBatch answers that one batch may hold back; while it is full no more requests are taken
 * @param startsPerTurn commands that one turn starts; the next turn carries on
 * @param commitGapNanos a batch is handed over at once when the last one was handed over this long ago, else after it,
 *     or as soon as a quarter as many slots became free as commands run
 * @param tickNanos how often overdue things are looked for
 */
public record LoopSettings(
        int inboxLimit,
        int requestsPerTurn,
        int repliesPerBatch,
        int startsPerTurn,
        long commitGapNanos,
        long tickNanos) {
    /** What production runs with. */
    public static final LoopSettings DEFAULT = new LoopSettings(10_000, 1_000, 10_000, 2_000, 2_000_000, 500_000_000);
}
