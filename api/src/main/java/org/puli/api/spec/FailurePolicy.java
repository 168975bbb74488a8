package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of commands that do not end well. Each part that is null is taken from the next outer place that names
 * it; a duration of 0 says "none", so that an inner place can undo what an outer one says.
 *
 * @param retryDelay pause before the next try
 * @param retryBackoff what the pause is multiplied by after each further failure, from 1
 * @param retryDelayMax the pause grows no longer than this
 * @param exitCodes what certain exit codes mean
 * @param licenseFailure how a missing license shows itself
 * @param minTime a try that ends sooner has failed, whatever it returned
 * @param noProgress a try without progress and output for so long is stopped and has failed
 * @param startWithin a try that its worker has not started after so long is given to another
 * @param blocklistAfter failures in a row on one worker after which the task avoids it for good; 0 for never
 * @param stop when a job with many failures is held back; of a job only, never inherited
 * @param memoryRetry how the reservation of a command grows that was ended for using more memory
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailurePolicy(
        @Nullable Duration retryDelay,
        @Nullable Double retryBackoff,
        @Nullable Duration retryDelayMax,
        @Nullable ExitCodes exitCodes,
        @Nullable LicenseFailure licenseFailure,
        @Nullable Duration minTime,
        @Nullable Duration noProgress,
        @Nullable Duration startWithin,
        @Nullable Integer blocklistAfter,
        @Nullable StopRule stop,
        @Nullable MemoryRetry memoryRetry) {
    /** Nothing said at all: the next try starts at once, and only the outcome counts. */
    public static final FailurePolicy NONE =
            new FailurePolicy(null, null, null, null, null, null, null, null, null, null, null);

    /** Failures of a task on one worker before it is avoided, where nobody says otherwise. */
    public static final int BLOCKLIST_AFTER = 3;

    /** Pause after a deferred try where nobody says otherwise. */
    public static final Duration DEFER_DELAY = Duration.ofSeconds(30);

    /** The longest pause of all. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(1);

    /** Even a try that costs nothing starts again only after this, so that none goes round and round. */
    private static final Duration LEAST_FREE = Duration.ofSeconds(1);

    /** A policy that says nothing of memory. */
    public FailurePolicy(
            @Nullable Duration retryDelay,
            @Nullable Double retryBackoff,
            @Nullable Duration retryDelayMax,
            @Nullable ExitCodes exitCodes,
            @Nullable LicenseFailure licenseFailure,
            @Nullable Duration minTime,
            @Nullable Duration noProgress,
            @Nullable Duration startWithin,
            @Nullable Integer blocklistAfter,
            @Nullable StopRule stop) {
        this(
                retryDelay,
                retryBackoff,
                retryDelayMax,
                exitCodes,
                licenseFailure,
                minTime,
                noProgress,
                startWithin,
                blocklistAfter,
                stop,
                null);
    }

    /** The same with another word on reservations that were too small. */
    public FailurePolicy withMemoryRetry(@Nullable MemoryRetry other) {
        return new FailurePolicy(
                retryDelay,
                retryBackoff,
                retryDelayMax,
                exitCodes,
                licenseFailure,
                minTime,
                noProgress,
                startWithin,
                blocklistAfter,
                stop,
                other);
    }

    /** An inner policy within an outer one; null when neither says anything. */
    static @Nullable FailurePolicy merged(@Nullable FailurePolicy inner, @Nullable FailurePolicy outer) {
        if (outer == null) {
            return inner;
        }
        return inner == null ? NONE.inside(outer) : inner.inside(outer);
    }

    /** This with what it leaves open taken from the outer one. */
    public FailurePolicy inside(FailurePolicy outer) {
        return new FailurePolicy(
                first(retryDelay, outer.retryDelay),
                first(retryBackoff, outer.retryBackoff),
                first(retryDelayMax, outer.retryDelayMax),
                exitCodes == null || outer.exitCodes == null
                        ? first(exitCodes, outer.exitCodes)
                        : exitCodes.inside(outer.exitCodes),
                licenseFailure == null || outer.licenseFailure == null
                        ? first(licenseFailure, outer.licenseFailure)
                        : licenseFailure.inside(outer.licenseFailure),
                first(minTime, outer.minTime),
                first(noProgress, outer.noProgress),
                first(startWithin, outer.startWithin),
                first(blocklistAfter, outer.blocklistAfter),
                stop,
                first(memoryRetry, outer.memoryRetry));
    }

    private static <T> @Nullable T first(@Nullable T inner, @Nullable T outer) {
        return inner == null ? outer : inner;
    }

    /** The pause before the try that follows so many failures, from 1. */
    public Duration pauseAfter(int failures) {
        return retryDelay == null ? Duration.ZERO : grown(retryDelay, failures);
    }

    /** The pause after so many tries in a row that were given back, from 1; {@code deferred} ones wait longer. */
    public Duration pauseAfterReturn(int returns, boolean deferred) {
        Duration first = retryDelay == null && deferred ? DEFER_DELAY : pauseAfter(1);
        Duration pause = grown(first, returns);
        return pause.compareTo(LEAST_FREE) < 0 ? LEAST_FREE : pause;
    }

    private Duration grown(Duration first, int count) {
        Duration most = retryDelayMax == null ? LONGEST_DELAY : retryDelayMax;
        double factor = Math.pow(retryBackoff == null ? 1 : retryBackoff, count - 1.0);
        double millis = Math.min(first.toMillis() * factor, (double) most.toMillis());
        return Duration.ofMillis(Math.round(millis));
    }

    /** Milliseconds of a part; 0 when it is not said. */
    public static long millis(@Nullable Duration part) {
        return part == null ? 0 : part.toMillis();
    }

    /** Failures in a row on one worker after which a task avoids it for good; 0 for never. */
    public int blocklistLimit() {
        return blocklistAfter == null ? BLOCKLIST_AFTER : blocklistAfter;
    }
}
