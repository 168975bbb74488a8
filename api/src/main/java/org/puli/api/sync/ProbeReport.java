package org.puli.api.sync;

import java.util.List;

/**
 * What a worker found of the places that it was to test, all of them.
 *
 * @param round the number of the order
 */
public record ProbeReport(long round, List<PathFinding> findings) {
    /** Takes a missing list as an empty one. */
    public ProbeReport {
        findings = findings == null ? List.of() : List.copyOf(findings);
    }
}
