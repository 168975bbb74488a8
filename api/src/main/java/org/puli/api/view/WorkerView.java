package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Equipment;

/**
 * A worker as it is shown.
 *
 * @param id the same as its name
 * @param status one word for lists: LOST, PAUSED, QUARANTINED, BUSY or IDLE
 * @param cores what it offers
 * @param coresFree what nobody holds
 * @param gpusFree GPUs that nobody holds
 * @param equipment what its machine has beside cores and memory
 * @param running attempts that hold a part of it
 * @param pauseReason why it gets no work: what the person who paused it said, or what it is quarantined for; null when
 *     there is nothing to say
 * @param probationAt when a quarantined worker is tried again, milliseconds since 1970; null when it is not by itself
 * @param lastSeenAt when it was last heard, milliseconds since 1970; null if not since the dispatcher started
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkerView(
        WorkerName id,
        WorkerName name,
        WorkerStatus status,
        Presence presence,
        Duty duty,
        @Nullable String pauseReason,
        List<PoolName> pools,
        double cores,
        double coresFree,
        long memoryBytes,
        long memoryFreeBytes,
        List<AttemptRef> running,
        String platform,
        String version,
        int gpusFree,
        Equipment equipment,
        @Nullable Long lastSeenAt,
        @Nullable Long probationAt) {
    /** One word for presence, duty and load together. */
    public enum WorkerStatus {
        /** Not heard of. */
        LOST,
        /** Gets nothing new. */
        PAUSED,
        /** Gets nothing new, since too much failed on it. */
        QUARANTINED,
        /** Runs something. */
        BUSY,
        /** Waits for work. */
        IDLE
    }
}
