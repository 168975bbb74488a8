package org.puli.api.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A worker's answer to somebody at its machine.
 *
 * @param protocol the version that the worker speaks
 * @param error what was wrong with the request, in words; null when it was carried out
 * @param status how things are after it; null with an error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocalAnswer(
        int protocol, @Nullable String error, @Nullable LocalStatus status) {
    /** Says what is wrong. */
    public static LocalAnswer refusal(String error) {
        return new LocalAnswer(LocalRequest.PROTOCOL, error, null);
    }

    /** Says how things are. */
    public static LocalAnswer of(LocalStatus status) {
        return new LocalAnswer(LocalRequest.PROTOCOL, null, status);
    }
}
