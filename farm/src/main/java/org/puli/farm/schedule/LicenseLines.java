package org.puli.farm.schedule;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.farm.schedule.Lane.State;

/**
 * The lanes of all pools that wait for seats, or for a worker besides, by each license that they need and then by their
 * share, best first.
 */
final class LicenseLines {
    private final Map<LicenseName, Map<ShareLine, SortedSet<Lane>>> waiting = new HashMap<>();
    private final Map<LicenseName, Map<ShareLine, SortedSet<Lane>>> stuck = new HashMap<>();

    void add(Lane lane) {
        for (LicenseName name : lane.site().licenses().keySet()) {
            lines(lane)
                    .computeIfAbsent(name, n -> new LinkedHashMap<>())
                    .computeIfAbsent(lane.line(), line -> new TreeSet<>(Lane.BY_RANK))
                    .add(lane);
        }
    }

    void remove(Lane lane) {
        for (LicenseName name : lane.site().licenses().keySet()) {
            Map<ShareLine, SortedSet<Lane>> lines = lines(lane).get(name);
            if (lines != null) {
                lines.computeIfPresent(lane.line(), (line, lanes) -> without(lanes, lane));
            }
        }
    }

    private Map<LicenseName, Map<ShareLine, SortedSet<Lane>>> lines(Lane lane) {
        return lane.state() == State.STUCK ? stuck : waiting;
    }

    private static @Nullable SortedSet<Lane> without(SortedSet<Lane> lanes, Lane lane) {
        lanes.remove(lane);
        return lanes.isEmpty() ? null : lanes;
    }

    /** Who needs a license and waits for seats of it or of another: the lanes of each share. */
    Collection<SortedSet<Lane>> waiting(LicenseName license) {
        Map<ShareLine, SortedSet<Lane>> lines = waiting.get(license);
        return lines == null ? List.of() : lines.values();
    }

    /** Who needs a license and waits for a worker: the lanes of each share. */
    Collection<SortedSet<Lane>> stuck(LicenseName license) {
        Map<ShareLine, SortedSet<Lane>> lines = stuck.get(license);
        return lines == null ? List.of() : lines.values();
    }
}
