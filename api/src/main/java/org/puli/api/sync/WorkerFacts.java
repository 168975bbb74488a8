package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Platform;

/**
 * What a worker says of its machine.
 *
 * @param cores whole cores it offers, from 1
 * @param memoryBytes memory it offers, 0 when unknown
 * @param platform operating system and architecture, for people
 * @param version the worker's release
 * @param equipment what else it has; nothing for a worker that does not say
 * @param machine what its machine is, whatever it offers; null for a worker that does not say
 */
public record WorkerFacts(
        int cores,
        long memoryBytes,
        String platform,
        String version,
        Equipment equipment,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MachineFacts machine) {
    /** Takes a missing part as nothing. */
    public WorkerFacts {
        equipment = equipment == null ? Equipment.NONE : equipment;
    }

    /** A machine of which nothing else is said. */
    public WorkerFacts(int cores, long memoryBytes, String platform, String version) {
        this(cores, memoryBytes, platform, version, Equipment.NONE);
    }

    /** A machine that says only what the planner has to know. */
    public WorkerFacts(int cores, long memoryBytes, String platform, String version, Equipment equipment) {
        this(cores, memoryBytes, platform, version, equipment, null);
    }

    /** What kind of system it runs, as it says itself; null for one that path rules do not know. */
    public @Nullable Platform findPlatform() {
        Platform said = Platform.find(equipment.attributes().getOrDefault("os", ""));
        return said == null ? Platform.find(platform) : said;
    }
}
