package org.puli.farm;

import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.api.spec.ShareSpec;

/** A part of a pool, and what its jobs hold. Owned by the loop. */
public final class Share {
    private static final int MILLI = 1000;

    private final ShareSpec spec;
    private final int place;
    private long usedMilliCost;
    private int leaseCount;
    private @Nullable Long deprivedSince;

    Share(ShareSpec spec, int place) {
        this.spec = spec;
        this.place = place;
    }

    /** As it was asked for. */
    public ShareSpec spec() {
        return spec;
    }

    /** Its place among the shares of its pool, from 0. */
    public int place() {
        return place;
    }

    /** What its jobs hold, in thousandths; see {@link Need#milliCost}. */
    public long usedMilliCost() {
        return usedMilliCost;
    }

    /** How many commands of its jobs hold a worker. */
    public int leaseCount() {
        return leaseCount;
    }

    /** What it holds for its weight: the share with the lowest level is served first. */
    public double level() {
        return usedMilliCost / spec.weight();
    }

    /** Whether it holds less than it is guaranteed. */
    public boolean isBelowMinimum() {
        return usedMilliCost < milliMin();
    }

    /** The thousandths of cost that it is guaranteed. */
    public long milliMin() {
        return Math.round(spec.min() * MILLI);
    }

    /**
     * Since when, on the clock that never jumps, it is below its guaranteed minimum though it has work that lacks
     * nothing but room; null when it is not so. Looked at only where its pool preempts; begins anew at a restart.
     */
    public @Nullable Long deprivedSince() {
        return deprivedSince;
    }

    void deprived(@Nullable Long sinceMono) {
        deprivedSince = sinceMono;
    }

    /** Whether a command with this need, granted its least, keeps it within its maximum. */
    public boolean hasRoomFor(Need need) {
        return spec.max() == 0 || usedMilliCost + need.milliCost() <= Math.round(spec.max() * MILLI);
    }

    /** The thousandths of cores of a grant that keep it within its maximum, at least what is needed. */
    public int clipped(Need need, int grant) {
        if (spec.max() == 0 || grant <= need.milliCores()) {
            return grant;
        }
        long left = Math.round(spec.max() * MILLI) - usedMilliCost;
        return (int) Math.max(need.milliCores(), Math.min(grant, left));
    }

    void use(long milliCost, int leases) {
        usedMilliCost += milliCost;
        leaseCount += leases;
    }
}
