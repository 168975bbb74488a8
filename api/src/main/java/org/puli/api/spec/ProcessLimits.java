package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the processes of a command may do, beside what the user may as whom they run. A part that is null is left as the
 * worker itself has it.
 *
 * @param openFiles files that one process may have open, {@value #FEWEST_FILES} to {@value #MOST_FILES}
 * @param coreBytes size of the file that a crashed process leaves, 0 for none, {@value #ANY_SIZE} for any
 * @param nice how far they stand back for others, {@value #LEAST_NICE} to {@value #MOST_NICE}; it replaces the
 *     worker's own niceness
 * @param oomScoreAdj how soon the kernel ends them when memory is short, {@value #LEAST_OOM} (never) to
 *     {@value #MOST_OOM} (first)
 * @param pinned whether the command runs on processors of its own, as many as it holds cores
 * @param memoryPolicy what is done when it uses more memory than it reserved; one that only a later release knows reads
 *     as null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessLimits(
        @Nullable Integer openFiles,
        @Nullable Long coreBytes,
        @Nullable Integer nice,
        @Nullable Integer oomScoreAdj,
        @Nullable Boolean pinned,

        @JsonFormat(with = JsonFormat.Feature.READ_UNKNOWN_ENUM_VALUES_AS_NULL) @Nullable
        MemoryPolicy memoryPolicy) {
    /** A program and its loader need some to start at all. */
    public static final int FEWEST_FILES = 64;

    /** More than any kernel is built for. */
    public static final int MOST_FILES = 1_000_000_000;

    /** A size without a limit. */
    public static final long ANY_SIZE = -1;

    /** Before all others. */
    public static final int LEAST_NICE = -20;

    /** Behind all others. */
    public static final int MOST_NICE = 19;

    /** Never ended for lack of memory. */
    public static final int LEAST_OOM = -1000;

    /** Ended first. */
    public static final int MOST_OOM = 1000;

    /** Nothing is said. */
    public static final ProcessLimits NONE = new ProcessLimits(null, null, null, null, null, null);

    /** Limits that say nothing of memory. */
    public ProcessLimits(
            @Nullable Integer openFiles,
            @Nullable Long coreBytes,
            @Nullable Integer nice,
            @Nullable Integer oomScoreAdj,
            @Nullable Boolean pinned) {
        this(openFiles, coreBytes, nice, oomScoreAdj, pinned, null);
    }

    /** The same with another word on memory. */
    public ProcessLimits withMemoryPolicy(@Nullable MemoryPolicy other) {
        return new ProcessLimits(openFiles, coreBytes, nice, oomScoreAdj, pinned, other);
    }

    /** Inner limits within outer ones, part by part; null when neither says anything. */
    static @Nullable ProcessLimits merged(@Nullable ProcessLimits inner, @Nullable ProcessLimits outer) {
        if (inner == null || outer == null) {
            return first(inner, outer);
        }
        return new ProcessLimits(
                first(inner.openFiles, outer.openFiles),
                first(inner.coreBytes, outer.coreBytes),
                first(inner.nice, outer.nice),
                first(inner.oomScoreAdj, outer.oomScoreAdj),
                first(inner.pinned, outer.pinned),
                first(inner.memoryPolicy, outer.memoryPolicy));
    }

    private static <T> @Nullable T first(@Nullable T inner, @Nullable T outer) {
        return inner == null ? outer : inner;
    }

    /** Whether it is to run on processors of its own. */
    public boolean runsPinned() {
        return Boolean.TRUE.equals(pinned);
    }
}
