package org.puli.worker.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.ProgramsReader;
import org.puli.api.spec.ProgramPatterns;

/** All programs whose output is understood. Immutable, safe on every thread. */
public final class Programs {
    /** The variable of a command's environment that names its program; {@link #NONE} for none. */
    public static final String VARIABLE = "PULI_PROGRAM";

    /** What that variable says where no program's patterns are wanted. */
    public static final String NONE = "none";

    private static final String BUILT_IN = "programs.yaml";

    private final Map<String, ProgramPatterns> specs;
    private final Map<String, Program> byWord = new HashMap<>();
    private final Map<String, Program> byName = new HashMap<>();

    private Programs(Map<String, ProgramPatterns> specs, List<ProgramPatterns> newest) {
        this.specs = specs;
        specs.forEach((word, spec) -> byWord.put(word, Program.of(spec, specs::get)));
        newest.forEach(this::addNames);
        specs.values().forEach(this::addNames);
    }

    private void addNames(ProgramPatterns spec) {
        Program program = Objects.requireNonNull(byWord.get(spec.program()));
        spec.names().forEach(name -> byName.putIfAbsent(name, program));
    }

    /** The programs that this release knows. */
    public static Programs builtIn() {
        try (InputStream file = Programs.class.getResourceAsStream(BUILT_IN)) {
            String yaml = new String(Objects.requireNonNull(file, BUILT_IN).readAllBytes(), StandardCharsets.UTF_8);
            return of(Map.of(), ProgramsReader.read(yaml, Set.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Programs of(Map<String, ProgramPatterns> before, List<ProgramPatterns> added) {
        Map<String, ProgramPatterns> all = new LinkedHashMap<>(before);
        added.forEach(spec -> all.put(spec.program(), spec));
        return new Programs(all, added);
    }

    /**
     * These and those of a document; a program that both have is taken from the document, as a whole.
     *
     * @throws org.puli.api.json.BadDocument with everything that is wrong with it
     */
    public Programs with(String yaml) {
        return of(specs, ProgramsReader.read(yaml, specs.keySet()));
    }

    /** The words for all of them. */
    public Set<String> words() {
        return Set.copyOf(specs.keySet());
    }

    /**
     * The program that a command line starts.
     *
     * @param chosen what the task says about it; null when it says nothing. One that is not known counts as none
     */
    public Program find(List<String> arguments, @Nullable String chosen) {
        if (chosen != null && !chosen.isBlank()) {
            return byWord.getOrDefault(chosen.strip(), Program.UNKNOWN);
        }
        for (String name : ProgramNames.of(arguments)) {
            Program program = byName.get(name);
            if (program != null) {
                return program;
            }
        }
        return Program.UNKNOWN;
    }
}
