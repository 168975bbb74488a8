package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;

/**
 * One ended try of a command, from the farm's history. Times are milliseconds since 1970. What was used is null when it
 * is not known, as for an attempt that never started or whose worker was lost.
 *
 * @param attempt its number, from 1
 * @param outcome how it ended for the farm, one word such as {@code DONE}
 * @param exitCode null when a signal ended it or it never started
 * @param signal the signal that ended it; null when none did
 * @param reason why it did not end well, in words
 * @param assignedAt when it was given to the worker
 * @param cpuMillis processor time of its process tree, in milliseconds
 * @param peakMemoryBytes greatest resident memory of its process tree
 * @param readBytes what it had from storage
 * @param writtenBytes what it gave to storage
 * @param results what its program told of its result, by name, sorted; left out for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttemptView(
        int attempt,
        WorkerName worker,
        String outcome,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String reason,
        long assignedAt,
        @Nullable Long startedAt,
        long endedAt,
        @Nullable Long cpuMillis,
        @Nullable Long peakMemoryBytes,
        @Nullable Long readBytes,
        @Nullable Long writtenBytes,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> results) {
    /** Sorts the results; without any they are empty. */
    public AttemptView {
        results = results == null || results.isEmpty()
                ? Map.of()
                : Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }
}
