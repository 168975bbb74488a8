package org.puli.farm.schedule;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of workers. A few of them are kept as they are, for thousands of jobs each have some, and a set of bits is as
 * long as the greatest number; many are kept as bits. Owned by the loop.
 */
final class Places {
    private static final int MOST_FEW = 16;

    /** The numbers, ascending, as many as there are; empty when there are many. */
    private int[] few = {};

    private @Nullable BitSet many;

    boolean isEmpty() {
        return many == null ? few.length == 0 : many.isEmpty();
    }

    void add(int place) {
        if (many != null) {
            many.set(place);
            return;
        }
        int at = Arrays.binarySearch(few, place);
        if (at < 0 && few.length == MOST_FEW) {
            spread().set(place);
        } else if (at < 0) {
            int[] more = Arrays.copyOf(few, few.length + 1);
            System.arraycopy(few, -1 - at, more, -at, few.length + 1 + at);
            more[-1 - at] = place;
            few = more;
        }
    }

    private BitSet spread() {
        BitSet bits = new BitSet();
        for (int place : few) {
            bits.set(place);
        }
        few = new int[0];
        many = bits;
        return bits;
    }

    void remove(int place) {
        if (many != null) {
            many.clear(place);
            return;
        }
        int at = Arrays.binarySearch(few, place);
        if (at >= 0) {
            int[] less = Arrays.copyOf(few, few.length - 1);
            System.arraycopy(few, at + 1, less, at, less.length - at);
            few = less;
        }
    }

    /** The least number of them from one on; -1 when there is none. */
    int next(int from) {
        if (many != null) {
            return many.nextSetBit(from);
        }
        int at = Arrays.binarySearch(few, from);
        int index = at < 0 ? -1 - at : at;
        return index < few.length ? few[index] : -1;
    }

    /** Whether one of them is among others. */
    boolean meet(BitSet others) {
        if (many != null) {
            return many.intersects(others);
        }
        for (int place : few) {
            if (others.get(place)) {
                return true;
            }
        }
        return false;
    }
}
