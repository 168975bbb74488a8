package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;

/**
 * How an attempt ended. Reported again and again until the dispatcher says that it may be forgotten.
 *
 * @param leaseId the lease under which it ran
 * @param exitCode what the process returned; null when a signal ended it or it never started
 * @param signal the signal that ended it; null when none did
 * @param reason one line for people; null when there is nothing to say beyond the exit code
 * @param startedAt wall time in milliseconds since 1970; 0 when it never started
 * @param endedAt wall time in milliseconds since 1970
 * @param cpuMillis processor time of the process tree, 0 when unknown
 * @param peakMemoryBytes greatest resident memory, 0 when unknown
 * @param cause what the worker knows beyond the exit code; null when that says all
 * @param readBytes what the process tree had from storage, as far as it was seen; 0 when unknown
 * @param writtenBytes what it gave to storage, as far as it was seen; 0 when unknown
 * @param framesDone frames that it finished and that need not be done again, at most {@link Progress#MOST_PARTS} parts;
 *     null for none that are known
 * @param results what its program told of its result, by name: at most 64 values of one line of at most 500
 *     characters
 */
public record EndedRun(
        AttemptRef attempt,
        long leaseId,
        Outcome outcome,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String reason,
        long startedAt,
        long endedAt,
        long cpuMillis,
        long peakMemoryBytes,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Cause cause,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long readBytes,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long writtenBytes,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FrameRange framesDone,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> results) {
    /** Sorts the results by their names; without any they are empty. */
    public EndedRun {
        results = results == null || results.isEmpty()
                ? Map.of()
                : Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }

    /** An end that tells nothing of frames. */
    public EndedRun(
            AttemptRef attempt,
            long leaseId,
            Outcome outcome,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            @Nullable String reason,
            long startedAt,
            long endedAt,
            long cpuMillis,
            long peakMemoryBytes,
            @Nullable Cause cause,
            long readBytes,
            long writtenBytes) {
        this(
                attempt,
                leaseId,
                outcome,
                exitCode,
                signal,
                reason,
                startedAt,
                endedAt,
                cpuMillis,
                peakMemoryBytes,
                cause,
                readBytes,
                writtenBytes,
                null,
                Map.of());
    }

    /** The same that tells of finished frames. */
    public EndedRun withFramesDone(@Nullable FrameRange frames) {
        return new EndedRun(
                attempt,
                leaseId,
                outcome,
                exitCode,
                signal,
                reason,
                startedAt,
                endedAt,
                cpuMillis,
                peakMemoryBytes,
                cause,
                readBytes,
                writtenBytes,
                frames,
                results);
    }

    /** The same with what its program told of its result. */
    public EndedRun withResults(Map<String, String> values) {
        return new EndedRun(
                attempt,
                leaseId,
                outcome,
                exitCode,
                signal,
                reason,
                startedAt,
                endedAt,
                cpuMillis,
                peakMemoryBytes,
                cause,
                readBytes,
                writtenBytes,
                framesDone,
                values);
    }

    /** Why an attempt failed, where its exit code does not tell. */
    public enum Cause {
        /** It was stopped because it ran longer than it may. */
        TOO_LONG,
        /** It was stopped because it told no progress and wrote nothing for too long. */
        NO_PROGRESS,
        /** A line of its output says that it got no license. */
        NO_LICENSE,
        /** A line of its output says that it failed, whatever it returned. */
        TOLD,
        /** It never started: this worker has no user to run it as. Another worker may have one. */
        NO_USER,
        /** It was ended because it used more memory than it had reserved. */
        OVER_MEMORY,
        /** It was ended because its machine ran short of memory, though it kept to what it had reserved. */
        SHORT_MEMORY
    }

    /** The three ways to end. */
    public enum Outcome {
        /** Exit code 0, and no line of its output says that it failed. */
        DONE,
        /** Anything else: another exit code, a signal, a timeout, or it could not start. */
        FAILED,
        /** Ended by the worker because the orders no longer named it. */
        STOPPED
    }
}
