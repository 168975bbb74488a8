package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.FrameRange;

/**
 * An attempt that a worker is busy with.
 *
 * @param leaseId the lease under which it holds the machine, see {@link RunOrder}
 * @param startedAt wall time in milliseconds since 1970; 0 before it started
 * @param progress 0 to 1; null when the program tells nothing
 * @param message what the program is at, see {@link Progress}; null for nothing
 * @param framesDone frames that are finished, see {@link Progress}; null for none that are known
 * @param released licenses that it needs no more, see {@link Progress}
 */
public record RunState(
        AttemptRef attempt,
        long leaseId,
        Phase phase,
        long startedAt,
        @Nullable Double progress,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FrameRange framesDone,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LicenseName> released) {
    /** Copies the list; without one it is empty. */
    public RunState {
        released = released == null ? List.of() : List.copyOf(released);
    }

    /** A state that tells nothing but how far it is. */
    public RunState(AttemptRef attempt, long leaseId, Phase phase, long startedAt, @Nullable Double progress) {
        this(attempt, leaseId, phase, startedAt, progress, null, null, List.of());
    }

    /** A state that tells all that the program tells. */
    public static RunState of(AttemptRef attempt, long leaseId, Phase phase, long startedAt, Progress told) {
        return new RunState(
                attempt,
                leaseId,
                phase,
                startedAt,
                told.fraction(),
                told.message(),
                told.framesDone(),
                told.released());
    }

    /** What the program tells. */
    public Progress told() {
        return new Progress(progress, message, framesDone, released);
    }

    /** How far it is. */
    public enum Phase {
        /** Accepted, its process is not there yet (it may wait for room). */
        STARTING,
        /** Its process runs. */
        RUNNING,
        /** It is being ended; its process tree is not gone yet. */
        STOPPING
    }
}
