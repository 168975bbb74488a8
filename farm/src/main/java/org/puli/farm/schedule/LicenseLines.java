package org.puli.farm.schedule;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.LicenseName;

/** The lanes of all pools that wait for seats, by each license that they need. */
final class LicenseLines {
    /** A fixed order, since rank matters only when seats are free. */
    private static final Comparator<Lane> ORDER = Comparator.<Lane>comparingInt(
                    lane -> lane.site().number())
            .thenComparingInt(lane -> lane.line().share().place());

    private final Map<LicenseName, Set<Lane>> lines = new TreeMap<>();

    void add(Lane lane) {
        lane.site()
                .licenses()
                .keySet()
                .forEach(name ->
                        lines.computeIfAbsent(name, n -> new TreeSet<>(ORDER)).add(lane));
    }

    void remove(Lane lane) {
        lane.site().licenses().keySet().forEach(name -> lines.computeIfPresent(name, (n, line) -> without(line, lane)));
    }

    private static Set<Lane> without(Set<Lane> line, Lane lane) {
        line.remove(lane);
        return line;
    }

    /** Who waits for a license. */
    Set<Lane> of(LicenseName license) {
        return lines.getOrDefault(license, Collections.emptySet());
    }
}
