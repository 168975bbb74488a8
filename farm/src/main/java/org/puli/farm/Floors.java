package org.puli.farm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Things by the number from which on each of them holds. Sorted in an array: thousands of numbers side by side stay in
 * the processor's cache, and what is added has a greater number than all before, nearly always. Owned by the loop.
 */
final class Floors<T> {
    private static final int FEW = 16;

    private long[] numbers = new long[FEW];
    private final List<T> things = new ArrayList<>();

    /** What holds from the greatest number on that is not greater than this one; null when there is none. */
    @Nullable
    T find(long number) {
        int at = search(number);
        int floor = at >= 0 ? at : -2 - at;
        return floor < 0 ? null : things.get(floor);
    }

    /** Takes in what holds from a number on, in place of what held from there before. */
    void put(long number, T thing) {
        int at = search(number);
        if (at >= 0) {
            things.set(at, thing);
            return;
        }
        int place = -1 - at;
        if (things.size() == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        System.arraycopy(numbers, place, numbers, place + 1, things.size() - place);
        numbers[place] = number;
        things.add(place, thing);
    }

    /** Forgets what holds from just this number on; what is before it holds on. */
    void remove(long number) {
        int at = search(number);
        if (at >= 0) {
            things.remove(at);
            System.arraycopy(numbers, at + 1, numbers, at, things.size() - at);
        }
    }

    private int search(long number) {
        return Arrays.binarySearch(numbers, 0, things.size(), number);
    }
}
