package org.puli.worker.output;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.LineKind;
import org.puli.api.spec.ProgramPatterns;

/** A program whose output is understood: its patterns, ready to be held against lines. Immutable. */
public final class Program {
    /** A program of which nothing is known. */
    static final Program UNKNOWN = new Program("", Map.of());

    private final String word;
    private final Map<LineKind, List<Pattern>> patterns;

    private Program(String word, Map<LineKind, List<Pattern>> patterns) {
        this.word = word;
        this.patterns = patterns;
    }

    /**
     * Compiles the patterns of a program and, after them, those of the others that hold as well.
     *
     * @param others each word that it names has its program here
     */
    static Program of(ProgramPatterns own, Function<String, @Nullable ProgramPatterns> others) {
        List<ProgramPatterns> all = new ArrayList<>(List.of(own));
        for (String word : own.also()) {
            ProgramPatterns other = others.apply(word);
            if (other != null && !word.equals(own.program())) {
                all.add(other);
            }
        }
        Map<LineKind, List<Pattern>> patterns = new EnumMap<>(LineKind.class);
        for (LineKind kind : LineKind.values()) {
            List<Pattern> compiled = all.stream()
                    .flatMap(each -> each.of(kind).stream())
                    .map(Pattern::compile)
                    .toList();
            if (!compiled.isEmpty()) {
                patterns.put(kind, compiled);
            }
        }
        return new Program(own.program(), patterns);
    }

    /** The word for it; empty when nothing is known of it. */
    public String word() {
        return word;
    }

    boolean isKnown() {
        return !patterns.isEmpty();
    }

    /** The first pattern of a kind that fits a line; null when none does. */
    @Nullable
    LineMatch find(LineKind kind, String line) {
        for (Pattern pattern : patterns.getOrDefault(kind, List.of())) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return new LineMatch(line, matcher, pattern.namedGroups().keySet());
            }
        }
        return null;
    }

    /** All patterns of a kind that fit a line, in their order. */
    List<LineMatch> findAll(LineKind kind, String line) {
        List<LineMatch> matches = new ArrayList<>();
        for (Pattern pattern : patterns.getOrDefault(kind, List.of())) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                matches.add(new LineMatch(line, matcher, pattern.namedGroups().keySet()));
            }
        }
        return matches;
    }
}
