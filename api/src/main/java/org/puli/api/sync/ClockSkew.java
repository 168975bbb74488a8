package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How far a worker's wall clock is from its dispatcher's, as the worker measured it: the truth is within half of the
 * round trip of it.
 *
 * @param aheadMillis the worker's time less the dispatcher's, in milliseconds; below 0 when it is behind
 * @param roundTripMillis how long the quickest of the last reports waited for its answer
 * @param isOff whether it is surely further off than the worker's settings allow
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ClockSkew(
        @JsonInclude(JsonInclude.Include.ALWAYS) long aheadMillis, long roundTripMillis, boolean isOff) {}
