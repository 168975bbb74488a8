package org.puli.api.sync;

import java.util.List;

/**
 * Places that a worker is to test once. It stands in the orders until the worker has reported what it found.
 *
 * @param round another number for each time; a worker that has begun a round does not begin it again
 * @param probes at most as many as there are path rules
 */
public record ProbeOrder(long round, List<PathProbe> probes) {
    /** Takes a missing list as an empty one. */
    public ProbeOrder {
        probes = probes == null ? List.of() : List.copyOf(probes);
    }
}
