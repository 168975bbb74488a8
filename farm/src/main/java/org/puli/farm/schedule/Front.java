package org.puli.farm.schedule;

import org.puli.farm.Share;

/**
 * The place of a job of some share among the jobs of all shares: shares below their guaranteed minimum first, then
 * higher priority, as waiting has lifted it, then the share that holds less for its weight, then the job's rank. A
 * copy, so that the share may move on while its line stands in a heap.
 *
 * @param level what the share holds, in thousandths of cost per weight
 */
record Front(boolean isBelowMinimum, double level, Rank rank) implements Comparable<Front> {
    /** How many numbers {@link #write} writes. */
    static final int WIDTH = Rank.WIDTH + 1;

    /** More than any priority, as waiting has lifted it. */
    private static final long ABOVE_PRIORITIES = 1L << Integer.SIZE;

    static Front of(Share share, Rank rank) {
        return new Front(share.isBelowMinimum(), share.level(), rank);
    }

    @Override
    public int compareTo(Front other) {
        int byMinimum = Boolean.compare(other.isBelowMinimum, isBelowMinimum);
        if (byMinimum != 0) {
            return byMinimum;
        }
        int byPriority = Integer.compare(other.rank.priority(), rank.priority());
        if (byPriority != 0) {
            return byPriority;
        }
        int byShare = Double.compare(level, other.level);
        return byShare != 0 ? byShare : rank.compareTo(other.rank);
    }

    /** Writes it as numbers that are in the same order. */
    void write(long[] into) {
        into[0] = (isBelowMinimum ? -ABOVE_PRIORITIES : 0) - rank.priority();
        into[1] = Rank.ordered(level);
        rank.writeBelowPriority(into, 2);
    }
}
