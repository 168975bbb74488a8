package org.puli.worker.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.puli.api.spec.PathChange;

/** What path rules changed, as lines of a log: which roots and where. Values are never among them. */
final class PathLines {
    private static final int MOST_PLACES = 20;

    private PathLines() {}

    /** A line for each pair of roots, in the order in which they come. */
    static String[] of(List<PathChange> changes) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (PathChange change : changes) {
            String roots = "path rule " + change.rule() + ": " + change.from() + " is " + change.to() + " here, in ";
            places.computeIfAbsent(roots, line -> new ArrayList<>()).add(change.place());
        }
        return places.entrySet().stream()
                .map(line -> line.getKey() + words(line.getValue()))
                .toArray(String[]::new);
    }

    private static String words(List<String> places) {
        int more = places.size() - MOST_PLACES;
        String first = String.join(", ", places.subList(0, Math.min(MOST_PLACES, places.size())));
        return more > 0 ? first + " and " + more + " more" : first;
    }
}
