package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Need;
import org.puli.farm.Worker;

/**
 * The workers of one pool that take work, sorted by how many whole cores they have free, so that the one that fits best
 * is found without looking at the others.
 */
final class FreeWorkers {
    private static final int NOWHERE = -1;

    /** Per number of whole free cores: which workers, by their place. */
    private final List<BitSet> buckets = new ArrayList<>();

    private final BitSet filled = new BitSet();
    private final List<@Nullable Worker> byNumber = new ArrayList<>();
    private final List<Integer> bucketOf = new ArrayList<>();
    private int openCount;

    /** Takes a worker's present state. */
    void note(Worker worker) {
        int place = place(worker);
        int before = bucketOf.get(place);
        int now = worker.isOpen() ? Math.max(0, worker.freeMilliCores() / 1000) : NOWHERE;
        if (before == now) {
            return;
        }
        openCount += (before == NOWHERE ? 1 : 0) - (now == NOWHERE ? 1 : 0);
        if (before != NOWHERE) {
            bucket(before).clear(place);
            filled.set(before, !bucket(before).isEmpty());
        }
        if (now != NOWHERE) {
            bucket(now).set(place);
            filled.set(now);
        }
        bucketOf.set(place, now);
    }

    /** How many workers take work. */
    int openCount() {
        return openCount;
    }

    /** The worker with the fewest free cores among those that have room; null when none has. */
    @Nullable
    Worker findFor(Need need) {
        int from = need.milliCores() / 1000;
        for (int cores = filled.nextSetBit(from); cores >= 0; cores = filled.nextSetBit(cores + 1)) {
            Worker worker = findIn(bucket(cores), need);
            if (worker != null) {
                return worker;
            }
        }
        return null;
    }

    private @Nullable Worker findIn(BitSet places, Need need) {
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            Worker worker = byNumber.get(place);
            if (worker != null && worker.hasRoomFor(need)) {
                return worker;
            }
        }
        return null;
    }

    private int place(Worker worker) {
        int place = Math.toIntExact(worker.number());
        while (byNumber.size() <= place) {
            byNumber.add(null);
            bucketOf.add(NOWHERE);
        }
        byNumber.set(place, worker);
        return place;
    }

    private BitSet bucket(int cores) {
        while (buckets.size() <= cores) {
            buckets.add(new BitSet());
        }
        return buckets.get(cores);
    }
}
