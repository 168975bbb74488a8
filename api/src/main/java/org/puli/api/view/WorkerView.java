package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.MachineFacts;
import org.puli.api.sync.MachineHealth;

/**
 * A worker as it is shown.
 *
 * @param id the same as its name
 * @param status one word for lists
 * @param poolOrder the pools that it serves before others, the first one first; null when it makes no difference
 * @param cores what it offers
 * @param coresFree what nobody holds
 * @param machineCores what its machine has, whatever it offers
 * @param machineMemoryBytes what its machine has, 0 when unknown
 * @param tags what a person gave it, sorted
 * @param gpusFree GPUs that nobody holds
 * @param equipment what its machine has beside cores and memory
 * @param running attempts that hold a part of it
 * @param pauseReason why it gets no work: what the person said who paused, drained or quarantined it, or what failed on
 *     it; null when nothing was said
 * @param probationAt when a quarantined worker is tried again, milliseconds since 1970; null when it is not by itself
 * @param lastSeenAt when it was last heard, milliseconds since 1970; null if not since the dispatcher started
 * @param availability why it wants no work itself, whatever people say of it; null when it takes work
 * @param machine what its machine is; null for a worker that does not say
 * @param health how its machine was when it last said so; null if it has not since the dispatcher started
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
        @Nullable List<PoolName> poolOrder,
        double cores,
        double coresFree,
        long memoryBytes,
        long memoryFreeBytes,
        double machineCores,
        long machineMemoryBytes,
        List<String> tags,
        List<AttemptRef> running,
        String platform,
        String version,
        int gpusFree,
        Equipment equipment,
        @Nullable Long lastSeenAt,
        @Nullable Long probationAt,
        @Nullable Availability availability,
        @Nullable MachineFacts machine,
        @Nullable MachineHealth health) {
    /** One word for presence, duty, availability and load together. */
    public enum WorkerStatus {
        /** Not heard of. */
        LOST,
        /** Its machine sleeps. */
        ASLEEP,
        /** Gets nothing new. */
        PAUSED,
        /** Gets nothing new, and something still runs. */
        DRAINING,
        /** Gets nothing new, and nothing runs any more. */
        DRAINED,
        /** Kept from work until a person releases it. */
        QUARANTINED,
        /** Its daemon was told to end and lets what runs finish. */
        ENDING,
        /** Somebody at the machine, or its pause file, keeps it from work. */
        WITHDRAWN,
        /** Outside the hours in which it takes work. */
        OFF_HOURS,
        /** Somebody uses the machine. */
        USER_PRESENT,
        /** Runs something. */
        BUSY,
        /** Waits for work. */
        IDLE;

        /** The word for a worker; what people say of it comes before what it says of itself. */
        public static WorkerStatus of(
                Presence presence, Duty duty, @Nullable Availability availability, boolean isBusy) {
            if (presence == Presence.LOST) {
                return LOST;
            }
            if (presence == Presence.ASLEEP) {
                return ASLEEP;
            }
            return switch (duty) {
                case PAUSED -> PAUSED;
                case DRAINING -> isBusy ? DRAINING : DRAINED;
                case QUARANTINED -> QUARANTINED;
                case ACTIVE, PROBATION -> availability == null ? isBusy ? BUSY : IDLE : of(availability.cause());
            };
        }

        private static WorkerStatus of(Availability.Cause cause) {
            return switch (cause) {
                case SLEEPING -> ASLEEP;
                case ENDING -> ENDING;
                case LOCAL -> WITHDRAWN;
                case OFF_HOURS -> OFF_HOURS;
                case USER_PRESENT -> USER_PRESENT;
            };
        }
    }
}
