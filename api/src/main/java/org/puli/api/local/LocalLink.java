package org.puli.api.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a worker's connection to a dispatcher is.
 *
 * @param server the address of the dispatcher that it is linked to; null when it is linked to none
 * @param since since when it is linked, milliseconds since 1970; null when it is not
 * @param protocol the version of the worker protocol that was agreed on; null when it is not linked
 * @param version the dispatcher's release; null when it has not said it
 * @param problem why it is not linked; null when it is, and before the first failure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocalLink(
        @Nullable String server,
        @Nullable Long since,
        @Nullable Integer protocol,
        @Nullable String version,
        @Nullable String problem) {}
