package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * When a job is held back because too much of it fails. Commands count from its submission or from when a person last
 * resumed it.
 *
 * @param afterFailures so many failed commands, from 1; null for no limit
 * @param atFailureRate this part of the ended commands has failed, above 0 and at most 1; null for no limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StopRule(
        @Nullable Integer afterFailures, @Nullable Double atFailureRate) {
    /** A rate says nothing before so many commands have ended. */
    public static final int LEAST_ENDED = 10;

    /** Whether so many failures are too many, none of which counts as bad luck any more. */
    public boolean isMet(long failed, long ended) {
        boolean isMany = afterFailures != null && failed >= afterFailures;
        boolean isOften = atFailureRate != null && ended >= LEAST_ENDED && failed >= atFailureRate * ended;
        return isMany || isOften;
    }
}
