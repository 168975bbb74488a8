package org.puli.farm;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Things that are collected without repetition, in the order in which they came, until somebody takes them all. A new
 * set is begun at each taking: emptying one that was once large would cost its largest size each time.
 */
final class Collected<T> {
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
        Set<T> taken = things;
        things = new LinkedHashSet<>();
        return taken;
    }
}
