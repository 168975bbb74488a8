package org.puli.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.WaitingReason;
import org.puli.simulation.fault.Fault;

/**
 * What came of one seed.
 *
 * @param steps how much happened
 * @param troubledSteps how much of it happened to somebody on whom a fault weighed
 * @param hash one number over everything that happened
 * @param farmMillis how long the farm was at work, in its own time
 * @param failure what broke; null when nothing did
 */
public record SeedResult(
        long seed,
        long steps,
        long troubledSteps,
        long hash,
        long farmMillis,
        Seen seen,
        @Nullable Failure failure) {
    /**
     * What occurred at all.
     *
     * @param sharedStarts commands that started with seats that their workers held
     * @param innerValues attempts that were run with a value that a group or a task says in place of an outer one
     */
    public record Seen(
            Map<Fault, Long> faults,
            Set<String> changes,
            Set<WaitingReason> reasons,
            long sharedStarts,
            long innerValues) {}

    /** What broke, in words, and the last that happened before. */
    public record Failure(String what, @Nullable Throwable cause, List<String> lastLines) {}
}
