package org.puli.api.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.config.Amounts;
import org.puli.api.spec.Condition;
import org.puli.api.spec.Requirements;

/** Reads and writes which workers are right for a task. */
final class RequirementsGrammar {
    private static final List<String> LISTS = List.of("tags", "software", "workers", "notWorkers");
    private static final List<String> CONDITION_KEYS = List.of("is", "not", "min", "max");
    private static final String WHAT = "a map such as {os: linux, tags: [gpu], memory: {min: 64G}}";

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    /** Up to here every whole number is exactly itself. */
    private static final double MOST_EXACT = 1L << 53;

    private RequirementsGrammar() {}

    static @Nullable Requirements read(@Nullable Cursor at) {
        if (at == null) {
            return null;
        }
        Map<String, Condition> attributes = new TreeMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        at.anyMap(WHAT).forEach((name, value) -> {
            if (LISTS.contains(name)) {
                lists.put(name, words(value, name));
            } else {
                attribute(name, value, attributes);
            }
        });
        if (attributes.size() > JobLimits.CONDITIONS) {
            at.fault("has " + attributes.size() + " conditions; at most " + JobLimits.CONDITIONS + " are allowed");
        }
        return new Requirements(
                lists.getOrDefault("tags", List.of()),
                lists.getOrDefault("software", List.of()),
                attributes,
                lists.getOrDefault("workers", List.of()),
                lists.getOrDefault("notWorkers", List.of()));
    }

    private static List<String> words(Cursor at, String key) {
        List<Cursor> items = at.isList() ? at.list("a list of " + key, JobLimits.WORDS) : List.of(at);
        List<String> words = new ArrayList<>();
        for (Cursor item : items) {
            words.add(item.name(Names.LABEL, key.equals("tags") ? "a tag" : "a word of " + key));
        }
        return words;
    }

    private static void attribute(String name, Cursor at, Map<String, Condition> attributes) {
        String problem = Names.IDENTIFIER.problemWith(name);
        if (!problem.isEmpty()) {
            at.fault("the name of an attribute " + problem);
        }
        attributes.put(name, at.isMap() ? condition(at) : new Condition(values(at), List.of(), null, null));
    }

    private static Condition condition(Cursor at) {
        boolean isEmpty = at.anyMap("a condition").isEmpty();
        Map<String, Cursor> entries = at.map(CONDITION_KEYS, "a condition such as {min: 64G} or {not: [a, b]}");
        if (isEmpty) {
            at.fault("a condition says at least one of is, not, min and max");
        }
        Condition condition = new Condition(
                values(entries.get("is")),
                values(entries.get("not")),
                number(entries.get("min")),
                number(entries.get("max")));
        boolean isUpsideDown = condition.min() != null && condition.max() != null && condition.min() > condition.max();
        if (isUpsideDown) {
            at.fault("min " + asWritten(entries.get("min")) + " is more than max " + asWritten(entries.get("max"))
                    + ", so that nothing can meet it; change one of them");
        }
        return condition;
    }

    private static String asWritten(@Nullable Cursor at) {
        return at != null && at.node() instanceof DocumentNode.Scalar scalar
                ? DocumentNode.shortened(scalar.text())
                : "nothing";
    }

    private static List<String> values(@Nullable Cursor at) {
        if (at == null) {
            return List.of();
        }
        List<Cursor> items = at.isList() ? at.list("a list of values", JobLimits.WORDS) : List.of(at);
        if (items.isEmpty()) {
            at.fault("expected a value or a list of values, found an empty list");
        }
        return items.stream().map(item -> item.name(Names.LABEL, "a value")).toList();
    }

    private static @Nullable Double number(@Nullable Cursor at) {
        return at == null
                ? null
                : at.parsed("a number, or an amount of memory such as 64G", RequirementsGrammar::number);
    }

    /** A number as JSON says it; memory may be written with its unit, as everywhere. */
    private static double number(String text) {
        double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (Double.isFinite(number)) {
            // There are two zeros, which are not equal, and one of them cannot be written as a whole number.
            return number == 0 ? 0 : number;
        }
        try {
            return Amounts.bytes(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + DocumentNode.shortened(text)
                            + "' is no number; write 16, 2.5, or an amount of memory such as 64G",
                    e);
        }
    }

    /** Whole numbers are written as such: with an exponent people do not know their own amount of memory again. */
    private static @Nullable Number written(@Nullable Double bound) {
        if (bound == null) {
            return null;
        }
        boolean isWhole = bound == Math.rint(bound) && Math.abs(bound) <= MOST_EXACT;
        return isWhole ? (Number) bound.longValue() : bound;
    }

    static Map<String, Object> written(Requirements requirements) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "tags", requirements.tags());
        put(map, "software", requirements.software());
        requirements.attributes().forEach((name, condition) -> map.put(name, written(condition)));
        put(map, "workers", requirements.workers());
        put(map, "notWorkers", requirements.notWorkers());
        return map;
    }

    private static Map<String, Object> written(Condition condition) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "is", condition.anyOf());
        put(map, "not", condition.noneOf());
        JobWriter.putIf(map, "min", written(condition.min()));
        JobWriter.putIf(map, "max", written(condition.max()));
        return map;
    }

    private static void put(Map<String, Object> map, String key, List<String> words) {
        if (!words.isEmpty()) {
            map.put(key, words);
        }
    }
}
