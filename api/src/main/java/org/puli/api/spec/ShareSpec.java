package org.puli.api.spec;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A part of a pool for some of its jobs. A job belongs to the first share of its pool that it matches; what matches
 * none belongs to a share of weight 1 that every pool has.
 *
 * @param name unique within the pool
 * @param tags tags that a job has to have, each with one of these values
 * @param owners whose jobs they may be; empty for everybody's
 * @param weight its part where shares compete, more than 0
 * @param min what it is served before all others, in cores' worth; 0 for nothing
 * @param max the most that it may hold, in cores' worth; 0 for no limit
 */
public record ShareSpec(
        String name, Map<String, List<String>> tags, List<String> owners, double weight, double min, double max) {
    /** What the share is called that holds whatever matches no other. */
    public static final String REST = "rest";

    /** Sorts everything, so that what means the same is equal. */
    public ShareSpec {
        Objects.requireNonNull(name, "name is null");
        Map<String, List<String>> sorted = new TreeMap<>();
        if (tags != null) {
            tags.forEach((tag, values) -> sorted.put(tag, List.copyOf(new TreeSet<>(values))));
        }
        tags = Collections.unmodifiableMap(sorted);
        owners = owners == null ? List.of() : List.copyOf(new TreeSet<>(owners));
    }

    /** The share of whatever matches no other. */
    public static ShareSpec rest() {
        return new ShareSpec(REST, Map.of(), List.of(), 1, 0, 0);
    }

    /** The share in words: its name, what it gets, and whose it is. */
    public String words() {
        StringBuilder words = new StringBuilder(name).append(" (weight ").append(weight);
        words.append(min == 0 ? "" : ", min " + min).append(max == 0 ? "" : ", max " + max);
        tags.forEach(
                (tag, values) -> words.append(", ").append(tag).append(" is ").append(String.join("|", values)));
        return words.append(owners.isEmpty() ? "" : ", owner is " + String.join("|", owners))
                .append(')')
                .toString();
    }

    /** Whether every job belongs to it that no earlier share took. */
    public boolean matchesAll() {
        return tags.isEmpty() && owners.isEmpty();
    }

    /** Whether a job with these tags and this owner belongs to it, if no earlier share took it. */
    public boolean matches(Map<String, String> jobTags, String owner) {
        for (Map.Entry<String, List<String>> wanted : tags.entrySet()) {
            String value = jobTags.get(wanted.getKey());
            if (value == null || !wanted.getValue().contains(value)) {
                return false;
            }
        }
        return owners.isEmpty() || owners.contains(owner);
    }
}
