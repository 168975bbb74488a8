package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;

/**
 * Somebody wants to read or search an attempt's log: the worker sends it, or what it found, in an HTTP request of its
 * own.
 *
 * @param ticket names the reader; the worker sends it back with the bytes
 * @param from the first byte wanted, from 0; from the end when negative
 * @param follow whether to go on until the attempt has ended
 * @param job the attempt's job; null from a dispatcher that does not say it
 * @param length how many bytes are wanted at most, exactly these and no more; null for all there are
 * @param search what is looked for, instead of the bytes; null for nothing
 */
public record LogWanted(
        String ticket,
        AttemptRef attempt,
        long from,
        boolean follow,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JobId job,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long length,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LogSearch search) {}
