package org.puli.farm;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Commands of one task that ran before and are ready again, by the workers on which they failed, since those that avoid
 * other workers stand in other lines. Commands are named by their index.
 */
final class ReadyAgain {
    private final TreeSet<Integer> all = new TreeSet<>();
    private final TreeSet<Integer> plain = new TreeSet<>();
    private final Map<List<Long>, SortedSet<Integer>> avoiding = new TreeMap<>(ReadyAgain::compare);
    private final Map<Integer, List<Long>> avoided = new HashMap<>();

    private static int compare(List<Long> one, List<Long> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int byNumber = Long.compare(one.get(i), other.get(i));
            if (byNumber != 0) {
                return byNumber;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** Takes one in that avoids the workers of these numbers, ascending. */
    void add(int index, List<Long> workers) {
        remove(index);
        all.add(index);
        if (workers.isEmpty()) {
            plain.add(index);
        } else {
            avoided.put(index, workers);
            avoiding.computeIfAbsent(workers, key -> new TreeSet<>()).add(index);
        }
    }

    void remove(int index) {
        all.remove(index);
        plain.remove(index);
        List<Long> workers = avoided.remove(index);
        if (workers != null) {
            avoiding.computeIfPresent(workers, (key, indexes) -> without(indexes, index));
        }
    }

    private static @Nullable SortedSet<Integer> without(SortedSet<Integer> indexes, int index) {
        indexes.remove(index);
        return indexes.isEmpty() ? null : indexes;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean holds(int index) {
        return all.contains(index);
    }

    /** The first of all; -1 when there is none. */
    int first() {
        return all.isEmpty() ? -1 : all.first();
    }

    /** The first of those that avoid just these workers; -1 when there is none. */
    int first(List<Long> workers) {
        SortedSet<Integer> indexes = workers.isEmpty() ? plain : avoiding.get(workers);
        return indexes == null || indexes.isEmpty() ? -1 : indexes.first();
    }

    /** Every set of workers that some of them avoid; none for those that avoid nobody. */
    Collection<List<Long>> avoidedSets() {
        return Collections.unmodifiableCollection(avoiding.keySet());
    }
}
