package org.puli.farm;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Things that are collected without repetition, in the order in which they came, until somebody takes them all. One
 * that was large is begun anew then: emptying it would cost its largest size each time.
 */
final class Collected<T> {
    private static final int LARGE = 32;

    private Set<T> things = new LinkedHashSet<>();

    void add(T thing) {
        things.add(thing);
    }

    boolean isEmpty() {
        return things.isEmpty();
    }

    /** All of them; they are forgotten here. */
    Collection<T> take() {
        if (things.isEmpty()) {
            return List.of();
        }
        if (things.size() > LARGE) {
            Set<T> taken = things;
            things = new LinkedHashSet<>();
            return taken;
        }
        List<T> taken = List.copyOf(things);
        things.clear();
        return taken;
    }
}
