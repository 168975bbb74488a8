package org.puli.farm.row;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is over; written once, when its lease ends. Times are milliseconds since 1970, 0 for "never".
 *
 * @param milliCores thousandths of cores that it held on its worker; 0 in rows of before that was written down
 * @param results what its program told of its result, by name
 */
public record AttemptRow(
        long commandId,
        int attempt,
        long jobId,
        String worker,
        long leaseId,
        Outcome outcome,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String reason,
        long assignedAt,
        long startedAt,
        long endedAt,
        long cpuMillis,
        long peakMemoryBytes,
        long readBytes,
        long writtenBytes,
        int milliCores,
        Map<String, String> results) {
    /** Sorts the results by their names. */
    public AttemptRow {
        results = results.isEmpty() ? Map.of() : Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }

    /** One whose program told no result. */
    public AttemptRow(
            long commandId,
            int attempt,
            long jobId,
            String worker,
            long leaseId,
            Outcome outcome,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            @Nullable String reason,
            long assignedAt,
            long startedAt,
            long endedAt,
            long cpuMillis,
            long peakMemoryBytes,
            long readBytes,
            long writtenBytes,
            int milliCores) {
        this(
                commandId,
                attempt,
                jobId,
                worker,
                leaseId,
                outcome,
                exitCode,
                signal,
                reason,
                assignedAt,
                startedAt,
                endedAt,
                cpuMillis,
                peakMemoryBytes,
                readBytes,
                writtenBytes,
                milliCores,
                Map.of());
    }

    /** How it ended for the farm. */
    public enum Outcome {
        /** Its result was accepted. */
        DONE,
        /** It failed. */
        FAILED,
        /** It did not do its work, and nothing counted against the command. */
        RETURNED,
        /** It found nothing to do. */
        SKIPPED,
        /** Its worker was lost or no longer knew it. */
        LOST,
        /** A person canceled it. */
        CANCELED,
        /** It was stopped for a share that was below its guaranteed minimum, and nothing counted against anybody. */
        PREEMPTED,
        /** It used more memory than it had reserved and was ended by its worker. */
        OVER_MEMORY
    }
}
