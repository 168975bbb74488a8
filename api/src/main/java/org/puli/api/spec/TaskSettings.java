package org.puli.api.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;

/**
 * What a job, a group or a task may say about how commands run. Whatever is null is taken from the next outer one, and
 * at last from {@link #DEFAULTS}.
 *
 * @param cores cores that one command holds, more than 0
 * @param memoryBytes memory that one command holds, 0 for "not said"
 * @param licenses seats of each license that one command holds, each from 1
 * @param attempts tries in all, from 1
 * @param timeout longest run of one attempt
 * @param workingDirectory absolute folder on the worker
 * @param environment variables; inner values win, name by name
 */
public record TaskSettings(
        @Nullable Double cores,
        @Nullable Long memoryBytes,
        @Nullable Map<LicenseName, Integer> licenses,
        @Nullable Integer attempts,
        @Nullable Duration timeout,
        @Nullable String workingDirectory,
        Map<String, String> environment) {
    /** Nothing said at all. */
    public static final TaskSettings NONE = new TaskSettings(null, null, null, null, null, null, Map.of());

    /** What holds where nobody said anything: one core, one try. */
    public static final TaskSettings DEFAULTS = new TaskSettings(1.0, 0L, Map.of(), 1, null, null, Map.of());

    /** Copies the maps, in the order of their keys. */
    public TaskSettings {
        licenses = licenses == null ? null : sorted(licenses);
        environment = environment == null ? Map.of() : sorted(environment);
    }

    /** These settings with what they leave open taken from the outer ones. */
    public TaskSettings inside(TaskSettings outer) {
        return new TaskSettings(
                first(cores, outer.cores),
                first(memoryBytes, outer.memoryBytes),
                first(licenses, outer.licenses),
                first(attempts, outer.attempts),
                first(timeout, outer.timeout),
                first(workingDirectory, outer.workingDirectory),
                merged(environment, outer.environment));
    }

    private static <T> @Nullable T first(@Nullable T inner, @Nullable T outer) {
        return inner == null ? outer : inner;
    }

    private static Map<String, String> merged(Map<String, String> inner, Map<String, String> outer) {
        Map<String, String> all = new TreeMap<>(outer);
        all.putAll(inner);
        return all;
    }

    private static <K extends Comparable<K>, V> Map<K, V> sorted(Map<K, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
