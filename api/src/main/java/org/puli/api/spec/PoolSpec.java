package org.puli.api.spec;

import java.time.Duration;
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
 * @param preempt whether commands are stopped for a share that is below its guaranteed minimum, and which ones first
 * @param preemptGrace how long a share is below its minimum, with work that lacks only room, before that happens; from
 *     0 to {@link Grace#LONGEST}
 */
public record PoolSpec(
        PoolName name,
        List<ShareSpec> shares,
        int reservationLimit,
        double ageBoost,
        Preempt preempt,
        Grace preemptGrace) {
    /** Shares of one pool. */
    public static final int MOST_SHARES = 64;

    /** Workers that may be kept idle in a pool of which nobody said otherwise. */
    public static final int DEFAULT_RESERVATIONS = 1;

    /** From the lowest priority to the highest in an hour. */
    public static final int MOST_AGE_BOOST = 100;

    /** How long a share waits where nobody says otherwise. */
    public static final Grace DEFAULT_GRACE = new Grace(Duration.ofMinutes(1));

    private static final int MILLI = 1_000;

    /** Copies the list; a pool that an older release stored says nothing of preemption. */
    public PoolSpec {
        Objects.requireNonNull(name, "name is null");
        shares = shares == null ? List.of() : List.copyOf(shares);
        preempt = preempt == null ? Preempt.OFF : preempt;
        preemptGrace = preemptGrace == null ? DEFAULT_GRACE : preemptGrace;
    }

    /** A pool of these shares whose jobs gain nothing by waiting, and in which nothing is stopped for others. */
    public PoolSpec(PoolName name, List<ShareSpec> shares, int reservationLimit) {
        this(name, shares, reservationLimit, 0, Preempt.OFF, DEFAULT_GRACE);
    }

    /** The same with other commands to stop for shares below their minimum. */
    public PoolSpec with(Preempt other, Grace grace) {
        return new PoolSpec(name, shares, reservationLimit, ageBoost, other, grace);
    }

    /** The same with other shares. */
    public PoolSpec with(List<ShareSpec> others) {
        return new PoolSpec(name, others, reservationLimit, ageBoost, preempt, preemptGrace);
    }

    /** The same with another boost for those that wait. */
    public PoolSpec withAgeBoost(double other) {
        return new PoolSpec(name, shares, reservationLimit, other, preempt, preemptGrace);
    }

    /** What waiting is worth in thousandths of points an hour, so that points can be counted exactly. */
    public long milliAgeBoost() {
        return Math.round(ageBoost * MILLI);
    }

    /** A pool without shares. */
    public static PoolSpec plain(PoolName name) {
        return new PoolSpec(name, List.of(), DEFAULT_RESERVATIONS);
    }
}
