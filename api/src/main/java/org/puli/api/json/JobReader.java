package org.puli.api.json;

import java.util.List;
import org.puli.api.json.DocumentNode.Place;
import org.puli.api.spec.JobSpec;

/**
 * The one reader of job documents, for files on the command line and for bodies of requests alike. Stateless, safe on
 * every thread.
 */
public final class JobReader {
    /** How a document is written. */
    public enum Format {
        /** YAML 1.2. */
        YAML,
        /** JSON. */
        JSON
    }

    private JobReader() {}

    /**
     * Reads a document.
     *
     * @throws BadDocument with everything that is wrong with it
     */
    public static JobSpec read(String text, Format format, JobDefaults defaults) {
        return read(text, format, defaults, List.of());
    }

    /**
     * Reads a document after some of its values were overridden.
     *
     * @param overrides as {@code key=value}; keys of inner values are joined by dots, entries of lists are named
     * @throws BadDocument with everything that is wrong with it
     */
    public static JobSpec read(String text, Format format, JobDefaults defaults, List<String> overrides) {
        Faults faults = new Faults();
        Cursor whole = new Cursor(Overrides.apply(root(text, format), overrides), "", faults);
        JobGrammar grammar = new JobGrammar(defaults);
        JobSpec spec = grammar.read(whole);
        faults.throwIfAny();
        BoundsCheck.check(spec, whole, grammar.nodes());
        faults.throwIfAny();
        return spec;
    }

    private static DocumentNode root(String text, Format format) {
        if (text.length() > JobLimits.DOCUMENT) {
            throw Faults.single(
                    Place.START,
                    "the document has " + text.length() + " characters; at most " + JobLimits.DOCUMENT
                            + " are allowed");
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return format == Format.JSON ? JsonSource.read(plain) : YamlSource.read(plain);
    }

    /** Reads a part of a job that stands for itself: what it inherits is not there, and so neither are its bounds. */
    static JobSpec readPart(String json, JobDefaults defaults) {
        Faults faults = new Faults();
        JobSpec spec = new JobGrammar(defaults).read(new Cursor(root(json, Format.JSON), "", faults));
        faults.throwIfAny();
        return spec;
    }
}
