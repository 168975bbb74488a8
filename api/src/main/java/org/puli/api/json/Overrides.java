package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import org.puli.api.json.DocumentNode.Entry;
import org.puli.api.json.DocumentNode.Mapping;
import org.puli.api.json.DocumentNode.Place;
import org.puli.api.json.DocumentNode.Scalar;
import org.puli.api.json.DocumentNode.Sequence;

/**
 * Changes single values of a document before it is read: {@code priority=70}, {@code tags.shot=sh020}, {@code
 * tasks.render.frames=1-10} (a list's entry is named by its {@code name}).
 */
final class Overrides {
    private Overrides() {}

    static DocumentNode apply(DocumentNode root, List<String> overrides) {
        DocumentNode changed = root;
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw Faults.single(Place.NONE, "'" + override + "' is not an override; write key=value");
            }
            DocumentNode value = value(override.substring(equals + 1), override);
            changed = set(changed, List.of(override.substring(0, equals).split("\\.", -1)), value, override);
        }
        return changed;
    }

    private static DocumentNode value(String text, String override) {
        try {
            return placeless(YamlSource.read(quoteIfEmpty(text)));
        } catch (BadDocument e) {
            String fault = e.faults().getFirst().message();
            throw Faults.single(Place.NONE, "override '" + override + "': " + fault);
        }
    }

    /** The lines of an override are not those of the document, so they would mislead. */
    private static DocumentNode placeless(DocumentNode node) {
        return switch (node) {
            case Scalar scalar -> new Scalar(Place.NONE, scalar.kind(), scalar.text());
            case Sequence list ->
                new Sequence(
                        Place.NONE,
                        list.items().stream().map(Overrides::placeless).toList());
            case Mapping map ->
                new Mapping(
                        Place.NONE,
                        map.entries().stream()
                                .map(entry -> new Entry(entry.key(), Place.NONE, placeless(entry.value())))
                                .toList());
        };
    }

    private static String quoteIfEmpty(String value) {
        return value.isBlank() ? "''" : value;
    }

    private static DocumentNode set(DocumentNode node, List<String> path, DocumentNode value, String override) {
        if (path.isEmpty()) {
            return value;
        }
        List<String> rest = path.subList(1, path.size());
        return switch (node) {
            case Mapping mapping -> inMapping(mapping, path.getFirst(), rest, value, override);
            case Sequence sequence -> inSequence(sequence, path.getFirst(), rest, value, override);
            case Scalar scalar ->
                throw Faults.single(
                        scalar.place(),
                        "override '" + override + "': there is nothing below '" + path.getFirst() + "'");
        };
    }

    private static Mapping inMapping(
            Mapping mapping, String key, List<String> rest, DocumentNode value, String override) {
        List<Entry> entries = new ArrayList<>();
        boolean isFound = false;
        for (Entry entry : mapping.entries()) {
            boolean isIt = entry.key().equals(key);
            isFound |= isIt;
            entries.add(isIt ? new Entry(key, entry.place(), set(entry.value(), rest, value, override)) : entry);
        }
        if (!isFound) {
            DocumentNode made =
                    rest.isEmpty() ? value : set(new Mapping(mapping.place(), List.of()), rest, value, override);
            entries.add(new Entry(key, mapping.place(), made));
        }
        return new Mapping(mapping.place(), entries);
    }

    private static Sequence inSequence(
            Sequence sequence, String name, List<String> rest, DocumentNode value, String override) {
        List<DocumentNode> items = new ArrayList<>();
        boolean isFound = false;
        for (DocumentNode item : sequence.items()) {
            boolean isIt = isNamed(item, name);
            isFound |= isIt;
            items.add(isIt ? set(item, rest, value, override) : item);
        }
        if (!isFound) {
            throw Faults.single(
                    sequence.place(), "override '" + override + "': there is no entry named '" + name + "'");
        }
        return new Sequence(sequence.place(), items);
    }

    private static boolean isNamed(DocumentNode item, String name) {
        return item instanceof Mapping mapping
                && mapping.entries().stream()
                        .anyMatch(entry -> entry.key().equals("name")
                                && entry.value() instanceof Scalar scalar
                                && scalar.text().equals(name));
    }
}
