package org.puli.api.json;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.config.Suggestion;
import org.puli.api.spec.LineKind;
import org.puli.api.spec.ProgramPatterns;

/** Reads how the output of programs is understood, in YAML. Stateless. */
public final class ProgramsReader {
    /** Characters of a document. */
    public static final int LONGEST_DOCUMENT = 1 << 20;

    /** Programs in one document. */
    public static final int MOST_PROGRAMS = 200;

    /** Patterns of one kind, and names, of one program. */
    public static final int MOST_ENTRIES = 50;

    private static final String NAMES = "names";
    private static final String ALSO = "also";
    private static final List<String> KEYS = Stream.concat(
                    Stream.of(NAMES, ALSO), Stream.of(LineKind.values()).map(LineKind::word))
            .toList();

    private ProgramsReader() {}

    /**
     * Reads a document.
     *
     * @param known programs that are there already and may be named under {@code also}
     * @return the programs in the order of the document
     * @throws BadDocument with everything that is wrong with it
     */
    public static List<ProgramPatterns> read(String yaml, Set<String> known) {
        if (yaml.length() > LONGEST_DOCUMENT) {
            throw Faults.single("", "has more than " + LONGEST_DOCUMENT + " characters");
        }
        Faults faults = new Faults();
        Cursor at = new Cursor(YamlSource.read(yaml), "", faults);
        Cursor all =
                at.map(List.of("programs"), "a map with the key 'programs'").get("programs");
        if (all == null) {
            at.fault("needs the key 'programs'");
            faults.throwIfAny();
            return List.of();
        }
        List<ProgramPatterns> programs = programs(all, known);
        faults.throwIfAny();
        return programs;
    }

    private static List<ProgramPatterns> programs(Cursor all, Set<String> known) {
        Map<String, Cursor> entries = all.anyMap("a map from programs to their patterns");
        if (entries.size() > MOST_PROGRAMS) {
            all.fault("has " + entries.size() + " programs; at most " + MOST_PROGRAMS + " are allowed");
            return List.of();
        }
        List<String> words =
                Stream.concat(entries.keySet().stream(), known.stream()).toList();
        List<ProgramPatterns> programs = new ArrayList<>();
        entries.forEach((word, cursor) -> programs.add(program(word, cursor, words)));
        return programs;
    }

    private static ProgramPatterns program(String word, Cursor at, List<String> words) {
        String problem = Names.IDENTIFIER.problemWith(word);
        if (!problem.isEmpty()) {
            at.fault("the word for a program " + problem);
        }
        Map<String, Cursor> entries = at.map(KEYS, "a program: a map with its names and patterns");
        List<String> names = texts(entries.get(NAMES), Names.IDENTIFIER);
        if (names.isEmpty() && at.isMap()) {
            at.fault("needs 'names': the names of its executables, as [" + word + "]");
        }
        Map<LineKind, List<String>> patterns = new EnumMap<>(LineKind.class);
        for (LineKind kind : LineKind.values()) {
            Cursor cursor = entries.get(kind.word());
            if (cursor != null) {
                patterns.put(kind, patterns(cursor, kind));
            }
        }
        return new ProgramPatterns(word, names, also(entries.get(ALSO), words), patterns);
    }

    private static List<Cursor> items(@Nullable Cursor at) {
        if (at == null) {
            return List.of();
        }
        return at.isList() ? at.list("a list", MOST_ENTRIES) : List.of(at);
    }

    private static List<String> texts(@Nullable Cursor at, Names rule) {
        return items(at).stream().map(item -> item.name(rule, "a name")).toList();
    }

    private static List<String> also(@Nullable Cursor at, List<String> words) {
        List<String> also = new ArrayList<>();
        for (Cursor item : items(at)) {
            String word = item.text("the word for a program");
            if (!words.contains(word)) {
                item.fault("there is no program '" + DocumentNode.shortened(word) + "'" + Suggestion.hint(word, words));
            }
            also.add(word);
        }
        return also;
    }

    private static List<String> patterns(Cursor at, LineKind kind) {
        List<String> patterns = new ArrayList<>();
        for (Cursor item : items(at)) {
            String text = LogPattern.read(item);
            if (item.node() instanceof DocumentNode.Scalar scalar
                    && scalar.text().isEmpty()) {
                item.fault("an empty pattern fits every line");
            }
            checkGroups(item, kind, text);
            patterns.add(text);
        }
        return patterns;
    }

    private static void checkGroups(Cursor at, LineKind kind, String text) {
        Set<String> groups = groups(text);
        if (groups == null) {
            return;
        }
        if (kind.isMeasure() && !groups.contains("percent") && !groups.contains("done") && !groups.contains("time")) {
            at.fault("needs a named group: (?P<percent>…), (?P<done>…) with or without (?P<of>…), or (?P<time>…)");
        }
        if (kind == LineKind.LENGTH && !groups.contains("time")) {
            at.fault("needs the named group (?P<time>…)");
        }
        groups.removeAll(kind.groups());
        if (!groups.isEmpty()) {
            at.fault("the groups " + groups + " mean nothing here; "
                    + (kind.groups().isEmpty() ? "no named group does" : "known are " + sorted(kind.groups())));
        }
    }

    /** The named groups in the order of their names; null where there is no pattern, which was told before. */
    private static @Nullable Set<String> groups(String text) {
        try {
            return text.isEmpty()
                    ? null
                    : new TreeSet<>(Pattern.compile(text).namedGroups().keySet());
        } catch (PatternSyntaxException told) {
            return null;
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
