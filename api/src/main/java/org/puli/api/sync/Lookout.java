package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a worker watches for while an attempt runs. Workers of earlier releases do not know of it.
 *
 * @param noProgressMillis the attempt is ended and has failed when it tells no progress and writes nothing for so long;
 *     0 for no limit
 * @param licensePattern a regular expression in the syntax of RE2: when a line of output matches it somewhere and the
 *     attempt fails, a license was missing; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lookout(long noProgressMillis, @Nullable String licensePattern) {}
