package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.farm.Worker;

/**
 * The workers of one pool that take work, sorted by how many whole cores they have free and then by how fast they are,
 * so that the one that fits best is found without looking at the others.
 */
final class FreeWorkers {
    private static final int MILLI = 1000;
    private static final int STEPS_OF_PERFORMANCE = 10;
    private static final int NOWHERE = -1;

    /** Per number of whole free cores: which workers, by number, the fastest first. */
    private final List<Map<Integer, BitSet>> buckets = new ArrayList<>();

    private final BitSet filled = new BitSet();
    private final List<@Nullable Worker> byNumber = new ArrayList<>();
    /** Whole free cores of each; -1 for one that takes no work here. */
    private int[] coresOf = {};
    /** The performance of each in tenths. */
    private int[] tenthsOf = {};

    /** What is looked for: a place for a need, among some workers without others, best where the job is warm. */
    record Search(
            Need need,
            BitSet among,
            BitSet without,
            @Nullable Places warm) {}

    /** Takes a worker's present state. */
    void note(Worker worker) {
        int place = place(worker);
        put(place, NOWHERE);
        byNumber.set(place, worker);
        tenthsOf[place] = (int) Math.round(worker.facts().equipment().performance() * STEPS_OF_PERFORMANCE);
        if (worker.isOpen()) {
            put(place, wholeCores(worker));
        }
    }

    /** Takes what a worker has free, which is all of it that has changed. */
    void noteRoom(Worker worker) {
        int place = place(worker);
        if (coresOf[place] != NOWHERE) {
            put(place, wholeCores(worker));
        }
    }

    private static int wholeCores(Worker worker) {
        return Math.max(0, worker.freeMilliCores() / MILLI);
    }

    /** Takes out a worker that has left the pool. */
    void remove(Worker worker) {
        put(place(worker), NOWHERE);
    }

    private void put(int place, int now) {
        int before = coresOf[place];
        int tenths = tenthsOf[place];
        if (before == now) {
            return;
        }
        if (before != NOWHERE) {
            Map<Integer, BitSet> bucket = bucket(before);
            bucket.computeIfPresent(tenths, (key, places) -> without(places, place));
            filled.set(before, !bucket.isEmpty());
        }
        if (now != NOWHERE) {
            bucket(now).computeIfAbsent(tenths, key -> new BitSet()).set(place);
            filled.set(now);
        }
        coresOf[place] = now;
    }

    private static @Nullable BitSet without(BitSet places, int place) {
        places.clear(place);
        return places.isEmpty() ? null : places;
    }

    /**
     * The worker that fits best: the fewest whole free cores that hold the most it may be granted, or else the most
     * free cores below; among those the fastest, then one where the job is warm, then whoever joined first. Null when
     * none has room.
     */
    @Nullable
    Worker findFor(Search search) {
        int most = search.need().maxMilliCores() / MILLI;
        for (int cores = filled.nextSetBit(most); cores >= 0; cores = filled.nextSetBit(cores + 1)) {
            Worker worker = findIn(bucket(cores), search);
            if (worker != null) {
                return worker;
            }
        }
        int least = search.need().milliCores() / MILLI;
        for (int cores = most == 0 ? -1 : filled.previousSetBit(most - 1);
                cores >= least;
                cores = cores == 0 ? -1 : filled.previousSetBit(cores - 1)) {
            Worker worker = findIn(bucket(cores), search);
            if (worker != null) {
                return worker;
            }
        }
        return null;
    }

    private @Nullable Worker findIn(Map<Integer, BitSet> bucket, Search search) {
        for (BitSet places : bucket.values()) {
            Worker worker = findWarm(places, search);
            worker = worker == null ? findAny(places, search) : worker;
            if (worker != null) {
                return worker;
            }
        }
        return null;
    }

    private @Nullable Worker findWarm(BitSet places, Search search) {
        Places warm = search.warm();
        return warm != null && warm.meet(places) ? findIn(warm::next, places::nextSetBit, search) : null;
    }

    private @Nullable Worker findAny(BitSet places, Search search) {
        BitSet among = search.among();
        // Word by word this is quick, where two sets with nothing in common are long to walk through.
        return places.intersects(among) ? findIn(places::nextSetBit, among::nextSetBit, search) : null;
    }

    /** The first worker that is in both sets, each of which tells its first member from a number on, and has room. */
    private @Nullable Worker findIn(IntUnaryOperator one, IntUnaryOperator other, Search search) {
        int place = one.applyAsInt(0);
        while (place >= 0) {
            int next = other.applyAsInt(place);
            if (next == place) {
                Worker worker = findFit(place, search);
                if (worker != null) {
                    return worker;
                }
                next = place + 1;
            }
            place = next < 0 ? -1 : one.applyAsInt(next);
        }
        return null;
    }

    private @Nullable Worker findFit(int place, Search search) {
        Worker worker = byNumber.get(place);
        boolean fits = worker != null
                && search.among().get(place)
                && !search.without().get(place)
                && worker.hasRoomFor(search.need());
        return fits ? worker : null;
    }

    /** The worker among some, without others, that has the most whole cores free: the fastest, then the oldest. */
    @Nullable
    Worker findFreest(BitSet among, BitSet without) {
        for (int cores = filled.length() - 1; cores >= 0; cores = cores == 0 ? -1 : filled.previousSetBit(cores - 1)) {
            for (BitSet places : bucket(cores).values()) {
                int place = places.intersects(among) ? places.nextSetBit(0) : -1;
                for (; place >= 0; place = places.nextSetBit(place + 1)) {
                    if (among.get(place) && !without.get(place)) {
                        return byNumber.get(place);
                    }
                }
            }
        }
        return null;
    }

    private int place(Worker worker) {
        int place = Math.toIntExact(worker.number());
        while (byNumber.size() <= place) {
            byNumber.add(null);
        }
        if (place >= coresOf.length) {
            int before = coresOf.length;
            coresOf = Arrays.copyOf(coresOf, 2 * place + 1);
            Arrays.fill(coresOf, before, coresOf.length, NOWHERE);
            tenthsOf = Arrays.copyOf(tenthsOf, coresOf.length);
        }
        return place;
    }

    private Map<Integer, BitSet> bucket(int cores) {
        while (buckets.size() <= cores) {
            buckets.add(new TreeMap<>(Comparator.reverseOrder()));
        }
        return buckets.get(cores);
    }
}
