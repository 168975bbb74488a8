package org.puli.farm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A set of numbers from 0 to below a size, in pages of 4,096: those of which none or all are in it take no memory, any
 * other takes a bit for each number. For sets of a task's commands, of which there may be a million and which mostly
 * stand alike. A {@link java.util.BitSet} takes as much as its greatest member needs, also when it is empty again.
 */
final class Bits {
    private static final int WORD_BITS = 6;
    private static final int PAGE_BITS = 12;
    private static final int WORDS = 1 << (PAGE_BITS - WORD_BITS);
    private static final long[] FULL = new long[WORDS];

    static {
        Arrays.fill(FULL, -1L);
    }

    private final int size;
    /** Null for a page of which nothing is in the set; {@link #FULL}, which is never written, for a whole one. */
    private final long[] @Nullable [] pages;

    /** None of the numbers below a size. */
    Bits(int size) {
        this.size = size;
        this.pages = new long[(size >> PAGE_BITS) + 1][];
    }

    boolean get(int number) {
        long[] page = pages[number >> PAGE_BITS];
        return page != null && (page[word(number)] & bit(number)) != 0;
    }

    void set(int number, boolean isIn) {
        if (get(number) != isIn) {
            int place = number >> PAGE_BITS;
            long[] page = own(place);
            int word = word(number);
            page[word] ^= bit(number);
            if (page[word] == (isIn ? -1 : 0)) {
                pages[place] = shared(page, page[word]);
            }
        }
    }

    /** A page that anybody may write. */
    private long[] own(int place) {
        long[] page = pages[place];
        if (page == null) {
            page = new long[WORDS];
        } else if (isFull(page)) {
            page = FULL.clone();
        }
        pages[place] = page;
        return page;
    }

    /** Whether it is just the shared one. */
    // A page of its own may have the same words, and may be written all the same.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isFull(long[] page) {
        return page == FULL;
    }

    /** The same page, or what stands for it if all of its words are like this one. */
    private static long @Nullable [] shared(long[] page, long word) {
        for (long each : page) {
            if (each != word) {
                return page;
            }
        }
        return word == 0 ? null : FULL;
    }

    /** Takes all numbers below the size in. */
    void setAll() {
        Arrays.fill(pages, FULL);
    }

    /** Takes all numbers out. */
    void clear() {
        Arrays.fill(pages, null);
    }

    /** The least member from a number on; -1 when there is none. */
    int next(int from) {
        int number = from;
        while (number < size) {
            long[] page = pages[number >> PAGE_BITS];
            long rest = page == null ? 0 : page[word(number)] >>> number;
            if (rest != 0) {
                int found = number + Long.numberOfTrailingZeros(rest);
                return found < size ? found : -1;
            }
            int step = page == null ? PAGE_BITS : WORD_BITS;
            number = ((number >> step) + 1) << step;
        }
        return -1;
    }

    private static int word(int number) {
        return (number >> WORD_BITS) & (WORDS - 1);
    }

    private static long bit(int number) {
        return 1L << number;
    }
}
