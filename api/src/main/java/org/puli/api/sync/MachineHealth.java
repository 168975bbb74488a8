package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a worker's machine is at the moment.
 *
 * @param sample how busy it is; null before the first sample
 * @param clock how far its clock is off; null before it could be measured
 * @param check what the site's check script said last; null where there is none, or before its first end
 * @param warnings what a person should know and look after, {@link #MOST_WARNINGS} lines at most
 */
public record MachineHealth(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MachineSample sample,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ClockSkew clock,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CheckResult check,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
    /** Warnings that are told. */
    public static final int MOST_WARNINGS = 20;

    /** Longest warning, in characters. */
    public static final int LONGEST_WARNING = 300;

    /** A machine of which nothing is known. */
    public static final MachineHealth UNKNOWN = new MachineHealth(null, null, null, List.of());

    /** Takes a missing list as an empty one. */
    public MachineHealth {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }
}
