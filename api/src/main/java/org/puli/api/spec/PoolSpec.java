package org.puli.api.spec;

import java.util.List;
import java.util.Objects;
import org.puli.api.PoolName;

/**
 * How a pool is divided.
 *
 * @param shares parts for some of its jobs, in the order in which jobs are matched; at most {@link #MOST_SHARES}
 * @param reservationLimit workers that may be kept idle for large work that waits, from 0
 */
public record PoolSpec(PoolName name, List<ShareSpec> shares, int reservationLimit) {
    /** Shares of one pool. */
    public static final int MOST_SHARES = 64;

    /** Workers that may be kept idle in a pool of which nobody said otherwise. */
    public static final int DEFAULT_RESERVATIONS = 1;

    /** Copies the list. */
    public PoolSpec {
        Objects.requireNonNull(name, "name is null");
        shares = shares == null ? List.of() : List.copyOf(shares);
    }

    /** The same with other shares. */
    public PoolSpec with(List<ShareSpec> others) {
        return new PoolSpec(name, others, reservationLimit);
    }

    /** A pool without shares. */
    public static PoolSpec plain(PoolName name) {
        return new PoolSpec(name, List.of(), DEFAULT_RESERVATIONS);
    }
}
