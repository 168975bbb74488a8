package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What ended attempts have used, those of one line of a table: what was not asked to be told apart is null. Times are
 * in milliseconds. An attempt counts as a whole where it ended.
 *
 * @param at when the hour, day or month begins, milliseconds since 1970
 * @param owner whose jobs
 * @param production the jobs' tag {@code prod}, or {@code production}; empty for those that have neither
 * @param job the jobs' name
 * @param status how the attempts ended, one word such as {@code DONE}
 * @param attempts how many ended
 * @param done how many of them went well
 * @param failed how many failed or used too much memory
 * @param lost how many were lost with their workers
 * @param others how many were returned, skipped, canceled or preempted
 * @param wallMillis how long they ran, each by itself
 * @param coreMillis the same times the cores that each held
 * @param wastedCoreMillis those of attempts whose work does not count: all but the ones that were done or skipped
 * @param cpuMillis processor time of their processes, as far as it is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageView(
        @Nullable Long at,
        @Nullable String owner,
        @Nullable String pool,
        @Nullable String production,
        @Nullable String job,
        @Nullable String status,
        long attempts,
        long done,
        long failed,
        long lost,
        long others,
        long wallMillis,
        long coreMillis,
        long wastedCoreMillis,
        long cpuMillis) {}
