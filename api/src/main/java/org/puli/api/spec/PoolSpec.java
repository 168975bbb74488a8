package org.puli.api.spec;

import java.util.List;
import java.util.Objects;
import org.puli.api.PoolName;

/**
 * How a pool is divided.
 *
 * @param shares parts for some of its jobs, in the order in which jobs are matched; at most {@link #MOST_SHARES}
 * @param ageBoost points of priority that a job of it gains for each hour in which it waits for a start, from 0 to
 *     {@link #MOST_AGE_BOOST} in steps of 0.001; 0 for none
 * @param reservationLimit workers that may be kept idle for large work that waits, from 0
 */
public record PoolSpec(PoolName name, List<ShareSpec> shares, int reservationLimit, double ageBoost) {
    /** Shares of one pool. */
    public static final int MOST_SHARES = 64;

    /** Workers that may be kept idle in a pool of which nobody said otherwise. */
    public static final int DEFAULT_RESERVATIONS = 1;

    /** From the lowest priority to the highest in an hour. */
    public static final int MOST_AGE_BOOST = 100;

    private static final int MILLI = 1_000;

    /** Copies the list. */
    public PoolSpec {
        Objects.requireNonNull(name, "name is null");
        shares = shares == null ? List.of() : List.copyOf(shares);
    }

    /** The same with other shares. */
    public PoolSpec with(List<ShareSpec> others) {
        return new PoolSpec(name, others, reservationLimit, ageBoost);
    }

    /** The same with another boost for those that wait. */
    public PoolSpec withAgeBoost(double other) {
        return new PoolSpec(name, shares, reservationLimit, other);
    }

    /** What waiting is worth in thousandths of points an hour, so that points can be counted exactly. */
    public long milliAgeBoost() {
        return Math.round(ageBoost * MILLI);
    }

    /** A pool of these shares whose jobs gain nothing by waiting. */
    public PoolSpec(PoolName name, List<ShareSpec> shares, int reservationLimit) {
        this(name, shares, reservationLimit, 0);
    }

    /** A pool without shares. */
    public static PoolSpec plain(PoolName name) {
        return new PoolSpec(name, List.of(), DEFAULT_RESERVATIONS);
    }
}
