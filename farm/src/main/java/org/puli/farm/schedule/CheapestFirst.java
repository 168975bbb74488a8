package org.puli.farm.schedule;

import java.util.BitSet;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.puli.farm.License;

/**
 * The workers of a site in sets: those first on which a start takes the fewest free seats of one license, counted by
 * worker. Each set is worked out when it is asked for, since nearly always the first one is enough.
 */
final class CheapestFirst implements Iterator<BitSet> {
    private final BitSet workers;
    private final License license;
    private final int wanted;
    private int cost;

    /** The sets of these workers for work that wants so many seats, at least one. */
    CheapestFirst(BitSet workers, License license, int wanted) {
        this.workers = workers;
        this.license = license;
        this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
        return cost <= Math.min(wanted, license.spare());
    }

    @Override
    public BitSet next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int held = wanted - cost++;
        NavigableMap<Integer, BitSet> holders = license.holders();
        if (held == 0) {
            BitSet others = (BitSet) workers.clone();
            holders.values().forEach(others::andNot);
            return others;
        }
        BitSet some = held == wanted ? Seats.holding(license, wanted) : just(holders.get(held));
        some.and(workers);
        return some;
    }

    private static BitSet just(@Nullable BitSet holders) {
        return holders == null ? new BitSet() : (BitSet) holders.clone();
    }
}
