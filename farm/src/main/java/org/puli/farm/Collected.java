package org.puli.farm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Things that are collected without repetition, in the order in which they came, until somebody takes them all. The
 * planner takes them at each start, when there are one or two: so a few are a list that is looked through.
 */
final class Collected<T> {
    private static final int MOST_FEW = 8;

    private List<T> few = new ArrayList<>();
    /** All of them when there are more. */
    private @Nullable Set<T> many;

    void add(T thing) {
        if (many != null) {
            many.add(thing);
        } else if (!few.contains(thing)) {
            few.add(thing);
            many = few.size() > MOST_FEW ? new LinkedHashSet<>(few) : null;
        }
    }

    boolean isEmpty() {
        return few.isEmpty();
    }

    /** All of them; they are forgotten here. */
    Collection<T> take() {
        if (few.isEmpty()) {
            return List.of();
        }
        Collection<T> taken = many == null ? few : many;
        few = new ArrayList<>();
        many = null;
        return taken;
    }
}
