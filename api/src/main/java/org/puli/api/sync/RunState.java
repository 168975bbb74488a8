package org.puli.api.sync;

import org.jspecify.annotations.Nullable;

/**
 * An attempt that a worker is busy with.
 *
 * @param leaseId the lease under which it holds the machine, see {@link RunOrder}
 * @param startedAt wall time in milliseconds since 1970; 0 before it started
 * @param progress 0 to 1; null when the program tells nothing
 */
public record RunState(
        AttemptRef attempt,
        long leaseId,
        Phase phase,
        long startedAt,
        @Nullable Double progress) {
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
