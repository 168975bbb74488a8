package org.puli.farm.schedule;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.LicenseName;
import org.puli.farm.schedule.Lane.State;

/** The lanes of all pools that wait for seats, or for a worker besides, by each license that they need. */
final class LicenseLines {
    /** A fixed order, since rank matters only when seats are free. */
    private static final Comparator<Lane> ORDER = Comparator.<Lane>comparingInt(
                    lane -> lane.site().number())
            .thenComparingInt(lane -> lane.line().share().place());

    private final Map<LicenseName, Set<Lane>> waiting = new TreeMap<>();
    private final Map<LicenseName, Set<Lane>> stuck = new TreeMap<>();

    void add(Lane lane) {
        lane.site()
                .licenses()
                .keySet()
                .forEach(name -> lines(lane)
                        .computeIfAbsent(name, n -> new TreeSet<>(ORDER))
                        .add(lane));
    }

    void remove(Lane lane) {
        lane.site()
                .licenses()
                .keySet()
                .forEach(name -> lines(lane).computeIfPresent(name, (n, line) -> without(line, lane)));
    }

    private Map<LicenseName, Set<Lane>> lines(Lane lane) {
        return lane.state() == State.STUCK ? stuck : waiting;
    }

    private static Set<Lane> without(Set<Lane> line, Lane lane) {
        line.remove(lane);
        return line;
    }

    /** Who needs a license and waits for seats of it or of another. */
    Set<Lane> waiting(LicenseName license) {
        return waiting.getOrDefault(license, Collections.emptySet());
    }

    /** Who needs a license and waits for a worker. */
    Set<Lane> stuck(LicenseName license) {
        return stuck.getOrDefault(license, Collections.emptySet());
    }
}
