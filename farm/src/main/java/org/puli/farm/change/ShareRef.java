package org.puli.farm.change;

import org.puli.api.PoolName;

/** A share by its name and that of its pool, which may both be gone by the time that it is read. */
public record ShareRef(PoolName pool, String share) {
    /** Why an attempt is stopped for it. */
    public String reason() {
        return "preempted for share " + share;
    }

    @Override
    public String toString() {
        return "share " + share + " of pool " + pool;
    }
}
