package org.puli.api.client;

import org.jspecify.annotations.Nullable;

/**
 * How to pause or resume a job; what is null does not matter.
 *
 * @param task name or number of a task or group; null for the job itself
 * @param running what becomes of running commands: {@code goes-on}, {@code requeue} or {@code kill}
 * @param cascade also what waits for it
 */
public record PauseQuery(@Nullable String task, @Nullable String running, boolean cascade) {
    /** The job itself; what runs goes on. */
    public static final PauseQuery ALL = new PauseQuery(null, null, false);

    Call on(Call call) {
        return call.with("task", task).with("running", running).with("cascade", cascade ? "true" : null);
    }
}
