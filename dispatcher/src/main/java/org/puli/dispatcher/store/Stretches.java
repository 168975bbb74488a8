package org.puli.dispatcher.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts of a table, by the numbers of its rows: what is read of a table most of which belongs to the history. Numbers
 * that are close to each other are read in one go, so that whoever reads leaves out what was not meant.
 */
record Stretches(List<Stretch> stretches) {
    private static final int MOST = 500;
    private static final long SHORTEST_GAP = 64;

    /** From a first number to a last one. */
    record Stretch(long first, long last) {}

    /** The stretches that hold all of these, which are in the order of their numbers. */
    static Stretches of(List<Stretch> wanted) {
        List<Stretch> merged = wanted;
        for (long gap = SHORTEST_GAP; gap == SHORTEST_GAP || merged.size() > MOST; gap *= SHORTEST_GAP) {
            merged = merged(merged, gap);
        }
        return new Stretches(merged);
    }

    private static List<Stretch> merged(List<Stretch> wanted, long gap) {
        List<Stretch> merged = new ArrayList<>();
        for (Stretch next : wanted) {
            Stretch last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && next.first() - last.last() <= gap) {
                merged.set(merged.size() - 1, new Stretch(last.first(), Math.max(last.last(), next.last())));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }
}
