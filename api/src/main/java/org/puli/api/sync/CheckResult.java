package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the check script of a worker's site said of the machine when it last ran.
 *
 * @param passed whether the machine may work
 * @param reason why not, in one line of at most {@link #LONGEST_REASON} characters; null when it may
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckResult(boolean passed, @Nullable String reason) {
    /** Longest reason, in characters. */
    public static final int LONGEST_REASON = 500;

    /** The machine may work. */
    public static final CheckResult PASSED = new CheckResult(true, null);

    /** A failure has words, a success has none. */
    public CheckResult {
        reason = passed ? null : reason == null || reason.isBlank() ? "the check script failed" : reason;
    }
}
