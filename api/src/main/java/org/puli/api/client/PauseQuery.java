package org.puli.api.client;

import org.jspecify.annotations.Nullable;

/**
 * What to pause or resume of a job, and how.
 *
 * @param work the job itself, a task or group of it, or single commands
 * @param running what becomes of running commands: {@code goes-on}, {@code requeue} or {@code kill}; null for goes-on
 * @param now resumed without waiting for times and files any longer
 */
public record PauseQuery(WorkQuery work, @Nullable String running, boolean now) {
    /** The job itself; what runs goes on. */
    public static final PauseQuery ALL = new PauseQuery(WorkQuery.ALL, null, false);

    Call on(Call call) {
        return work.on(call).with("running", running).with("now", now ? "true" : null);
    }
}
