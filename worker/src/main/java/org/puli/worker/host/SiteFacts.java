package org.puli.worker.host;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.Names;
import org.puli.api.sync.Equipment;

/**
 * What the site's scripts say of a machine.
 *
 * @param tags words that jobs may ask for
 * @param software programs that jobs may ask for
 * @param attributes what else jobs may ask for, by name
 */
public record SiteFacts(List<String> tags, List<String> software, Map<String, String> attributes) {
    /** Nothing. */
    public static final SiteFacts NONE = new SiteFacts(List.of(), List.of(), Map.of());

    /** As many of each are taken from all scripts together; the dispatcher takes no report with more than 1,000. */
    public static final int MOST = 500;

    private static final String SOFTWARE = "software";

    /** Sorts everything, each word once. */
    public SiteFacts {
        tags = List.copyOf(new TreeSet<>(tags));
        software = List.copyOf(new TreeSet<>(software));
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /**
     * Reads what a script wrote: {@code key=value} is an attribute, {@code software=NAME} a program, a line without
     * {@code =} a tag; empty lines and those that begin with {@code #} say nothing.
     *
     * @throws IllegalArgumentException naming the first line that is none of these
     */
    static SiteFacts parse(String text) {
        TreeSet<String> tags = new TreeSet<>();
        TreeSet<String> software = new TreeSet<>();
        TreeMap<String, String> attributes = new TreeMap<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (equals < 0) {
                tags.add(checked(line, Names.LABEL, number));
            } else if (line.substring(0, equals).strip().equals(SOFTWARE)) {
                software.add(checked(line.substring(equals + 1).strip(), Names.LABEL, number));
            } else {
                attributes.put(
                        checked(line.substring(0, equals).strip(), Names.IDENTIFIER, number),
                        checked(line.substring(equals + 1).strip(), Names.LABEL, number));
            }
        }
        SiteFacts facts = new SiteFacts(List.copyOf(tags), List.copyOf(software), attributes);
        if (facts.isTooMuch()) {
            throw new IllegalArgumentException("it says more than " + MOST + " tags, programs or attributes");
        }
        return facts;
    }

    private static String checked(String word, Names rule, int line) {
        String problem = rule.problemWith(word);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(
                    "line " + line + ": '" + word + "' " + problem + "; expected key=value, software=NAME or a tag");
        }
        return word;
    }

    private boolean isTooMuch() {
        return tags.size() > MOST || software.size() > MOST || attributes.size() > MOST;
    }

    /** Both; of two that name one attribute the other holds. What would be too much is left out. */
    SiteFacts and(SiteFacts other) {
        TreeSet<String> allTags = new TreeSet<>(tags);
        allTags.addAll(other.tags);
        TreeSet<String> allSoftware = new TreeSet<>(software);
        allSoftware.addAll(other.software);
        TreeMap<String, String> allAttributes = new TreeMap<>(attributes);
        allAttributes.putAll(other.attributes);
        SiteFacts sum = new SiteFacts(List.copyOf(allTags), List.copyOf(allSoftware), allAttributes);
        return sum.isTooMuch() ? this : sum;
    }

    /** A worker's equipment with these; what its settings say holds where both name one attribute. */
    Equipment addedTo(Equipment set, GpuOffer gpus) {
        TreeSet<String> allTags = new TreeSet<>(tags);
        allTags.addAll(set.tags());
        TreeSet<String> allSoftware = new TreeSet<>(software);
        allSoftware.addAll(set.software());
        TreeMap<String, String> allAttributes = new TreeMap<>(attributes);
        allAttributes.putAll(set.attributes());
        return new Equipment(
                gpus.ids().size(),
                gpus.memoryBytes(),
                set.amounts(),
                List.copyOf(allTags),
                List.copyOf(allSoftware),
                allAttributes,
                set.performance(),
                set.wakeAddresses());
    }
}
