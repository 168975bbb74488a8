package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something does not start, or why a worker does what it does.
 *
 * @param about what was asked about, in words
 * @param answer the reason in one sentence
 * @param advice the first thing to change; null when waiting is all that helps
 * @param expectedAt about when it may start, milliseconds since 1970: known for a time that is waited for, guessed from
 *     how long running commands take otherwise; null when it cannot be told
 * @param parts the same in detail, one part for each kind of work that waits, and that of the answer first; empty when
 *     there is nothing to add
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WhyView(
        String about,
        String answer,
        @Nullable String advice,
        List<Part> parts,
        @Nullable Long expectedAt) {
    /** Copies the list. */
    public WhyView {
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    /** One that does not say when it ends. */
    public WhyView(String about, String answer, @Nullable String advice, List<Part> parts) {
        this(about, answer, advice, parts, null);
    }

    /** The same with what is expected of it. */
    public WhyView expectedAt(@Nullable Long at) {
        return new WhyView(about, answer, advice, parts, at);
    }

    /**
     * Work that needs the same.
     *
     * @param work which work, in words
     * @param reason why it does not start: a clause in which the work is "it"
     * @param workers the workers of the pool by what keeps them from it, most first; they add up to the pool
     */
    public record Part(String work, String reason, List<Counted> workers) {
        /** Copies the list. */
        public Part {
            workers = workers == null ? List.of() : List.copyOf(workers);
        }
    }

    /** So many of which the same can be said. */
    public record Counted(int count, String what) {}
}
