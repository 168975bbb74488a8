package org.puli.cli.job;

import org.jspecify.annotations.Nullable;
import org.puli.api.client.WorkQuery;

/** What of a job is paused or resumed, in words. Stateless. */
final class PausedWords {
    private PausedWords() {}

    /** A task, or single commands; null for the whole job. */
    static @Nullable String part(WorkQuery work) {
        String tasks = tasks(work);
        if (work.isWhole()) {
            return tasks;
        }
        return "single commands" + (tasks == null ? "" : " of " + tasks);
    }

    private static @Nullable String tasks(WorkQuery work) {
        if (work.taskTag() == null) {
            return work.task();
        }
        return "tasks with tag " + work.taskTag() + (work.task() == null ? "" : " in " + work.task());
    }
}
