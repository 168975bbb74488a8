package org.puli.api.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.DocumentNode.Place;

/**
 * Changes as people write them, {@code priority=80}, {@code tag.shot=sh020}, {@code licenses=[nuke]}, made into a merge
 * patch. An empty value takes away. Stateless, safe on every thread.
 */
public final class PatchWords {
    private static final Map<String, String> SHORT = Map.of("tag", "tags", "env", "environment", "arg", "arguments");
    private static final Set<String> TEXTS = Set.of(
            "name", "owner", "pool", "tags", "environment", "arguments", "memory", "timeout", "workingDirectory");
    private static final Set<String> LINES = Set.of("command", "commands");

    private PatchWords() {}

    /**
     * The patch that says the same.
     *
     * @throws BadDocument naming the word that could not be understood
     */
    public static String read(List<String> words) {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw Faults.single(Place.NONE, "'" + word + "' is not a change; write key=value");
            }
            String key = word.substring(0, equals);
            put(patch, key, value(key, word.substring(equals + 1), word));
        }
        return Json.write(patch);
    }

    private static void put(Map<String, @Nullable Object> patch, String key, @Nullable Object value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            patch.put(key, value);
            return;
        }
        String first = key.substring(0, dot);
        String outer = SHORT.getOrDefault(first, first);
        Map<String, @Nullable Object> inner = new LinkedHashMap<>();
        if (patch.get(outer) instanceof Map<?, ?> known) {
            known.forEach((name, old) -> inner.put(String.valueOf(name), old));
        }
        inner.put(key.substring(dot + 1), value);
        patch.put(outer, inner);
    }

    /** Names, tags, variables and arguments are text whatever they look like: version 1.10 is not 1.1. */
    private static @Nullable Object value(String key, String text, String word) {
        if (text.isEmpty()) {
            return null;
        }
        int dot = key.indexOf('.');
        String first = dot < 0 ? key : key.substring(0, dot);
        if (TEXTS.contains(SHORT.getOrDefault(first, first))) {
            return text;
        }
        try {
            return PlainTree.of(YamlSource.read(text), LINES.contains(first));
        } catch (BadDocument e) {
            throw Faults.single(
                    Place.NONE, "'" + word + "': " + e.faults().getFirst().message());
        }
    }
}
