package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, as {@code application/problem+json} (RFC 9457).
 *
 * @param type a short stable word, such as {@code unknown-pool}
 * @param title what is wrong in a few words
 * @param status the HTTP status
 * @param detail what was wrong, where, and what to do
 * @param errors every single fault of a document; empty when there is only one
 * @param leader of a dispatcher that stands by: where the one is that leads; null when it does not know or that is
 * not it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        List<Fault> errors,
        @Nullable String leader) {
    /**
     * One fault of a document.
     *
     * @param pointer where, as a JSON pointer (RFC 6901); empty for the document itself
     * @param line line from 1; null when the place has none
     * @param column column from 1; null when the place has none
     * @param message what is wrong and what was expected
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(
            String pointer,
            @Nullable Integer line,
            @Nullable Integer column,
            String message) {
        @Override
        public String toString() {
            String place = line == null ? "" : "line " + line + (column == null ? "" : ", column " + column) + ": ";
            return place + (pointer.isEmpty() ? "" : pointer + ": ") + message;
        }
    }

    /** One that has nothing to do with who leads. */
    public Problem(String type, String title, int status, String detail, List<Fault> errors) {
        this(type, title, status, detail, errors, null);
    }

    /** Takes a missing list as an empty one. */
    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }
}
