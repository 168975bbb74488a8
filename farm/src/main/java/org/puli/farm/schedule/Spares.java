package org.puli.farm.schedule;

import java.util.Map;
import java.util.TreeMap;
import org.puli.api.LicenseName;
import org.puli.api.spec.SeatsPer;
import org.puli.farm.License;

/**
 * How few seats of each license were spare since all work that waits for a worker was last looked at. Only with more
 * than that may a worker that had room all the while have become one on which there are seats.
 */
final class Spares {
    private final Map<LicenseName, Integer> least = new TreeMap<>();
    private final Map<LicenseName, SeatsPer> modes = new TreeMap<>();

    /** Takes a license's present state; says whether it is counted by something else than before. */
    boolean note(License license) {
        least.computeIfPresent(license.name(), (name, before) -> Math.min(before, license.spare()));
        boolean isAnother = modes.put(license.name(), license.per()) != license.per();
        if (isAnother) {
            least.remove(license.name());
        }
        return isAnother;
    }

    /** Whether more are spare than when the work was looked at. */
    boolean haveGrown(License license) {
        Integer before = least.get(license.name());
        return before == null || license.spare() > before;
    }

    /** Says that all the work was looked at and none of it can start. */
    void settle(License license) {
        least.put(license.name(), license.spare());
    }
}
