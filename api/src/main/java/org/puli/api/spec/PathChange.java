package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one value on a worker.
 *
 * @param place where the value stands, in words: {@code argument 2}, {@code variable SCENE}, {@code working directory}
 * @param before as it was written
 * @param after as the worker starts the command with it
 * @param rule the rule that covers it, the first of them for a list; null when none does
 * @param from the root that it was written with; null when no rule covers it
 * @param to the root that it has then; null when no rule covers it, or the one that does has none on the platform
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathChange(
        String place,
        String before,
        String after,
        @Nullable String rule,
        @Nullable String from,
        @Nullable String to) {
    /** Whether anything was changed. */
    public boolean differs() {
        return !before.equals(after);
    }
}
