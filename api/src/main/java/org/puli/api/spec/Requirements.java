package org.puli.api.spec;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which workers are right for a command, whatever they have free: all of it has to hold.
 *
 * @param tags words that the worker carries, all of them
 * @param software programs that the worker says it has, all of them
 * @param attributes conditions on what the worker says of itself ({@code os}, {@code cores}, … and the site's own), by
 *     the attribute's name
 * @param workers patterns of names, of which the worker's matches one; empty for all. {@code *} stands for any text
 * @param notWorkers patterns of names, of which the worker's matches none
 */
public record Requirements(
        List<String> tags,
        List<String> software,
        Map<String, Condition> attributes,
        List<String> workers,
        List<String> notWorkers) {
    /** Every worker is right. */
    public static final Requirements NONE = new Requirements(List.of(), List.of(), Map.of(), List.of(), List.of());

    /** Sorts everything, so that what means the same is equal. */
    public Requirements {
        tags = sorted(tags);
        software = sorted(software);
        attributes = attributes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
        workers = sorted(workers);
        notWorkers = sorted(notWorkers);
    }

    private static List<String> sorted(List<String> words) {
        return words == null ? List.of() : List.copyOf(new TreeSet<>(words));
    }
}
