package org.puli.api.json;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.DocumentNode.Entry;
import org.puli.api.json.DocumentNode.Mapping;
import org.puli.api.json.DocumentNode.Scalar;
import org.puli.api.json.DocumentNode.Sequence;

/** A document as maps, lists, texts, exact numbers and flags, for being merged and written. Stateless. */
final class PlainTree {
    private PlainTree() {}

    /** The map that a document is; a key that stands twice is a fault, and so is anything else than a map. */
    static Map<String, @Nullable Object> map(DocumentNode root) {
        if (root instanceof Mapping mapping) {
            return map(mapping);
        }
        throw Faults.single("", "expected a map of changes, found " + root.described());
    }

    private static Map<String, @Nullable Object> map(Mapping mapping) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            if (all.containsKey(entry.key())) {
                throw Faults.single("", "key '" + DocumentNode.shortened(entry.key()) + "' stands there twice");
            }
            all.put(entry.key(), of(entry.value(), false));
        }
        return all;
    }

    /** What a part of a document says; with {@code asText} its numbers and flags are taken as they are written. */
    static @Nullable Object of(DocumentNode node, boolean asText) {
        return switch (node) {
            case Mapping mapping -> map(mapping);
            case Sequence list ->
                list.items().stream().map(item -> of(item, asText)).toList();
            case Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> scalar.text();
                    case NUMBER -> asText ? scalar.text() : number(scalar.text());
                    case FLAG -> asText ? scalar.text() : (Object) scalar.text().equalsIgnoreCase("true");
                    case NOTHING -> null;
                };
        };
    }

    /** What YAML takes for a number and JSON does not is left as text, for the reader of jobs to refuse or take. */
    private static Object number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
