package org.puli.simulation.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import tools.jackson.core.type.TypeReference;

/**
 * Figures as a tree of names and numbers, in the order in which they were written down.
 *
 * @param tree names to numbers, texts, or further trees
 */
record Figures(Map<String, Object> tree) {
    private static final int NAME_WIDTH = 44;

    /** The figures that a record holds. */
    static Figures of(Object measured) {
        return new Figures(Json.read(Json.write(measured), new TypeReference<LinkedHashMap<String, Object>>() {}));
    }

    /** The middle of several runs, number by number; whatever is not measured is taken from the last run. */
    static Figures medians(List<Figures> runs) {
        Map<String, Object> last = new LinkedHashMap<>(runs.getLast().tree);
        last.replaceAll((name, value) ->
                median(name, runs.stream().map(run -> run.tree.get(name)).toList(), value));
        if (runs.size() > 1) {
            last.put("runs", runs.stream().map(Figures::tree).toList());
        }
        return new Figures(last);
    }

    private static Object median(String name, List<@Nullable Object> values, Object last) {
        if (last instanceof Map<?, ?>) {
            return medians(values.stream().map(Figures::inner).toList()).withoutRuns();
        }
        boolean isMeasured = last instanceof Number && !name.endsWith("Pid");
        if (!isMeasured) {
            return last;
        }
        List<Object> sorted = new ArrayList<>();
        values.forEach(value -> sorted.add(value == null ? last : value));
        sorted.sort((one, other) -> Double.compare(number(one), number(other)));
        return sorted.get(sorted.size() / 2);
    }

    private static Figures inner(@Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> copy.put(String.valueOf(name), inner));
        }
        return new Figures(copy);
    }

    private Map<String, Object> withoutRuns() {
        tree.remove("runs");
        return tree;
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    /** Lines of name and value for people. */
    String table() {
        StringBuilder lines = new StringBuilder();
        addTo(lines, "", tree);
        return lines.toString();
    }

    private static void addTo(StringBuilder lines, String above, Map<?, ?> tree) {
        tree.forEach((name, value) -> {
            String words = above + words(String.valueOf(name));
            if (value instanceof Map<?, ?> inner) {
                addTo(lines, words + ": ", inner);
            } else if (!(value instanceof List<?>)) {
                lines.append(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s %s%n", words, value));
            }
        });
    }

    private static String words(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    }
}
