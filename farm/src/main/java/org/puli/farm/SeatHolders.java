package org.puli.farm;

import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which workers hold how many seats of one license, as sets of their numbers. Owned by the loop. */
final class SeatHolders {
    private final TreeMap<Integer, BitSet> bySeats = new TreeMap<>();

    /** How many seats a worker holds, from 0. */
    int heldBy(Worker worker) {
        int place = Math.toIntExact(worker.number());
        for (Map.Entry<Integer, BitSet> holders : bySeats.entrySet()) {
            if (holders.getValue().get(place)) {
                return holders.getKey();
            }
        }
        return 0;
    }

    /** From now on a worker holds so many. */
    void hold(Worker worker, int seats) {
        int place = Math.toIntExact(worker.number());
        bySeats.computeIfPresent(heldBy(worker), (before, places) -> without(places, place));
        if (seats > 0) {
            bySeats.computeIfAbsent(seats, s -> new BitSet()).set(place);
        }
    }

    private static @Nullable BitSet without(BitSet places, int place) {
        places.clear(place);
        return places.isEmpty() ? null : places;
    }

    void clear() {
        bySeats.clear();
    }

    /** The workers that hold any, by how many; not to be changed. */
    NavigableMap<Integer, BitSet> bySeats() {
        return Collections.unmodifiableNavigableMap(bySeats);
    }
}
