package org.puli.farm;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Commands of one task that ran before and are ready again, by what sets them apart, since those that avoid other
 * workers or reserve more memory stand in other lines. Commands are named by their index.
 */
final class ReadyAgain {
    private final TreeSet<Integer> all = new TreeSet<>();
    private final TreeSet<Integer> plain = new TreeSet<>();
    private final Map<Kin, SortedSet<Integer>> apart = new TreeMap<>();
    private final Map<Integer, Kin> kins = new HashMap<>();
    /** How many there are: mostly none, and then nothing else of this is looked at, at no start. */
    private int count;

    /** Takes one in. */
    void add(int index, Kin kin) {
        remove(index);
        all.add(index);
        count++;
        if (kin.isPlain()) {
            plain.add(index);
        } else {
            kins.put(index, kin);
            apart.computeIfAbsent(kin, key -> new TreeSet<>()).add(index);
        }
    }

    void remove(int index) {
        if (count == 0 || !all.remove(index)) {
            return;
        }
        count--;
        plain.remove(index);
        Kin kin = kins.remove(index);
        if (kin != null) {
            apart.computeIfPresent(kin, (key, indexes) -> without(indexes, index));
        }
    }

    private static @Nullable SortedSet<Integer> without(SortedSet<Integer> indexes, int index) {
        indexes.remove(index);
        return indexes.isEmpty() ? null : indexes;
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean holds(int index) {
        return all.contains(index);
    }

    /** The first of all; -1 when there is none. */
    int first() {
        return count == 0 ? -1 : all.first();
    }

    /** The first of those that just this sets apart; -1 when there is none. */
    int first(Kin kin) {
        SortedSet<Integer> indexes = kin.isPlain() ? plain : apart.get(kin);
        return indexes == null || indexes.isEmpty() ? -1 : indexes.first();
    }

    /** Whatever sets some of them apart; nothing for those that are like all others. */
    Collection<Kin> kins() {
        return Collections.unmodifiableCollection(apart.keySet());
    }
}
