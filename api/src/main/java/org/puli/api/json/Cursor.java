package org.puli.api.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.Text;
import org.puli.api.config.Suggestion;
import org.puli.api.json.DocumentNode.Entry;
import org.puli.api.json.DocumentNode.Kind;
import org.puli.api.json.DocumentNode.Mapping;
import org.puli.api.json.DocumentNode.Scalar;
import org.puli.api.json.DocumentNode.Sequence;

/**
 * A place in a document: a part and the pointer to it. Reading notes a fault and goes on with something harmless, so
 * that one look finds all faults.
 */
record Cursor(DocumentNode node, String pointer, Faults faults) {
    private static final int FEW_KEYS = 8;

    void fault(String message) {
        faults.add(pointer, node.place(), message);
    }

    /** The entries of a map by key; unknown and repeated keys are faults. */
    Map<String, Cursor> map(List<String> known, String what) {
        Map<String, Cursor> entries = new LinkedHashMap<>();
        for (Entry entry : entries(what)) {
            String below = below(entry.key());
            if (!known.contains(entry.key())) {
                faults.add(
                        below,
                        entry.place(),
                        "unknown key '" + DocumentNode.shortened(entry.key()) + "'" + hint(entry.key(), known));
            } else {
                put(entries, entry, below);
            }
        }
        return entries;
    }

    /** The key that was meant; when none is near, all there are, if they are few. */
    private static String hint(String wrong, List<String> known) {
        String near = Suggestion.hint(wrong, known);
        return near.isEmpty() && known.size() <= FEW_KEYS ? " (there are: " + String.join(", ", known) + ")" : near;
    }

    /** The entries of a map whose keys may be anything. */
    Map<String, Cursor> anyMap(String what) {
        Map<String, Cursor> entries = new LinkedHashMap<>();
        for (Entry entry : entries(what)) {
            put(entries, entry, below(entry.key()));
        }
        return entries;
    }

    /** Where a key of this map stands; this place itself if it does not. */
    Cursor key(String key) {
        if (node instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                if (entry.key().equals(key)) {
                    return new Cursor(entry.value(), below(key), faults);
                }
            }
        }
        return this;
    }

    private String below(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private void put(Map<String, Cursor> entries, Entry entry, String below) {
        Cursor first = entries.putIfAbsent(entry.key(), new Cursor(entry.value(), below, faults));
        if (first != null) {
            faults.add(
                    below,
                    entry.place(),
                    "key '" + DocumentNode.shortened(entry.key()) + "' stands here twice (first in line "
                            + first.node.place().line() + ")");
        }
    }

    private List<Entry> entries(String what) {
        if (node instanceof Mapping mapping) {
            return mapping.entries();
        }
        fault("expected " + what + ", found " + node.described());
        return List.of();
    }

    boolean isMap() {
        return node instanceof Mapping;
    }

    boolean isList() {
        return node instanceof Sequence;
    }

    boolean isNothing() {
        return node instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
    }

    /** The items of a list. */
    List<Cursor> list(String what, int most) {
        if (!(node instanceof Sequence sequence)) {
            fault("expected " + what + ", found " + node.described());
            return List.of();
        }
        if (sequence.items().size() > most) {
            fault("has " + sequence.items().size() + " entries; at most " + most + " are allowed");
            return List.of();
        }
        List<Cursor> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            items.add(new Cursor(sequence.items().get(i), pointer + "/" + i, faults));
        }
        return items;
    }

    /** A single value as it was written; numbers and flags too. */
    String text(String what) {
        boolean isPlain = node instanceof Scalar scalar && scalar.kind() != Kind.NOTHING;
        if (!isPlain) {
            fault("expected " + what + ", found " + node.described());
            return "";
        }
        String text = ((Scalar) node).text();
        if (!Text.isClean(text)) {
            fault("has a character that cannot be stored (NUL, or half of a surrogate pair)");
            return "";
        }
        return text;
    }

    /** Whether a text is what stands here, so that nothing has been said about it yet. */
    private boolean isRead(String text) {
        return node instanceof Scalar scalar
                && scalar.kind() != Kind.NOTHING
                && scalar.text().equals(text);
    }

    /** A name. */
    String name(Names rule, String what) {
        String text = text(what);
        String problem = isRead(text) ? rule.problemWith(text) : "";
        if (!problem.isEmpty()) {
            fault(what + " " + problem);
        }
        return text;
    }

    /** Yes or no. */
    boolean flag() {
        if (node instanceof Scalar scalar && scalar.kind() == Kind.FLAG) {
            return scalar.text().equalsIgnoreCase("true");
        }
        fault("expected true or false, found " + node.described());
        return false;
    }

    /** A whole number within bounds. */
    int whole(int least, int most) {
        if (node instanceof Scalar scalar
                && scalar.kind() == Kind.NUMBER
                && scalar.text().matches("[-+]?\\d{1,18}")) {
            long number = Long.parseLong(scalar.text());
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        fault("expected a whole number from " + least + " to " + most + ", found " + node.described());
        return least;
    }

    /** A number from 0 with at most three decimals. */
    double thousandths(int most) {
        double number = decimal();
        if (number >= 0 && number <= most && Math.rint(number * 1_000) / 1_000 == number) {
            return number;
        }
        fault("expected a number from 0 to " + most + " in steps of 0.001, found " + node.described());
        return 0;
    }

    /** The number that stands here; not a number if there is none. */
    private double decimal() {
        // Hexadecimal numbers and .inf are numbers in YAML, and are not taken.
        boolean isDecimal = node instanceof Scalar scalar
                && scalar.kind() == Kind.NUMBER
                && scalar.text().matches("[-+.\\deE]+");
        return isDecimal ? Double.parseDouble(((Scalar) node).text()) : Double.NaN;
    }

    /** A number from 0. */
    double numberFromZero(int most) {
        double number = decimal();
        if (number >= 0 && number <= most) {
            return number;
        }
        fault("expected a number from 0 to " + most + ", found " + node.described());
        return 0;
    }

    /** A number above 0. */
    double number(int most) {
        double number = decimal();
        if (number > 0 && number <= most) {
            return number;
        }
        fault("expected a number above 0, at most " + most + ", found " + node.described());
        return 1;
    }

    /** Something that another reader understands; its complaint becomes the fault. */
    <T> @Nullable T parsed(String what, Function<String, T> parser) {
        String text = text(what);
        if (!isRead(text)) {
            return null;
        }
        if (text.isEmpty()) {
            fault("expected " + what + ", found an empty text");
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            fault(String.valueOf(e.getMessage()));
            return null;
        }
    }
}
