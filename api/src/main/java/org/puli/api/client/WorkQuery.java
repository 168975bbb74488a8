package org.puli.api.client;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.Status;

/**
 * Which work of a job a verb is for; what is null does not matter.
 *
 * @param task name or number of a task or group
 * @param taskTag only tasks that carry this tag, as in {@code pass} or {@code pass=beauty}
 * @param status only commands that stand so
 * @param frames only commands that run one of these frames, as in {@code 1-10}
 * @param numbers only commands with these numbers, as in {@code 31-40,57}
 * @param cascade also what waits for it
 */
public record WorkQuery(
        @Nullable String task,
        @Nullable String taskTag,
        @Nullable Status status,
        @Nullable String frames,
        @Nullable String numbers,
        boolean cascade) {
    /** All of a job. */
    public static final WorkQuery ALL = new WorkQuery(null, null, null, null, null, false);

    /** Whether all commands of the job, of the task or group, or of the tasks with the tag are meant. */
    public boolean isWhole() {
        return status == null && frames == null && numbers == null;
    }

    Call on(Call call) {
        return call.with("task", task)
                .with("taskTag", taskTag)
                .with("status", status)
                .with("frames", frames)
                .with("numbers", numbers)
                .with("cascade", cascade ? "true" : null);
    }
}
