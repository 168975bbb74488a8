package org.puli.api.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.Availability;
import org.puli.api.sync.RunState;

/**
 * How a worker is, as it knows itself.
 *
 * @param pid its daemon's process number
 * @param servers the dispatchers that it knows
 * @param heardAt when it was last given orders, milliseconds since 1970; null when it was not since its start
 * @param availability why it wants no work; null when it takes work
 * @param hold what somebody at the machine asked for; null for nothing
 * @param isEnding whether it was told to end
 * @param runningCount how many commands it runs or is about to start
 * @param running the first {@link #MOST_RUNNING} of them
 * @param undelivered ended commands that no dispatcher has acknowledged yet
 * @param link how its connection to a dispatcher is; null when it does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocalStatus(
        WorkerName name,
        String version,
        long pid,
        List<String> servers,
        @Nullable Long heardAt,
        @Nullable Availability availability,
        @Nullable LocalHold hold,
        boolean isEnding,
        int runningCount,
        List<RunState> running,
        int undelivered,
        @Nullable LocalLink link) {
    /** Commands that are told one by one. */
    public static final int MOST_RUNNING = 100;

    /** Copies the lists. */
    public LocalStatus {
        servers = servers == null ? List.of() : List.copyOf(servers);
        running = running == null ? List.of() : List.copyOf(running);
    }
}
