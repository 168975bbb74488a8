package org.puli.api.spec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the lines of one program's output are understood.
 *
 * @param program the word for it, as {@code blender}
 * @param names names of its executables, without folder, version and extension; compared letter by letter
 * @param also other programs whose patterns hold as well, after its own
 * @param patterns regular expressions in the syntax of RE2, each held against every line; the first that fits counts
 */
public record ProgramPatterns(
        String program, List<String> names, List<String> also, Map<LineKind, List<String>> patterns) {
    /** Copies what it is given. */
    public ProgramPatterns {
        names = List.copyOf(names);
        also = List.copyOf(also);
        EnumMap<LineKind, List<String>> copy = new EnumMap<>(LineKind.class);
        copy.putAll(patterns);
        patterns = copy;
    }

    /** The patterns of one kind; empty when there are none. */
    public List<String> of(LineKind kind) {
        return patterns.getOrDefault(kind, List.of());
    }
}
