package org.puli.cli.job;

import org.jspecify.annotations.Nullable;
import org.puli.api.client.WorkQuery;

/** What of a job is paused or resumed, in words. Stateless. */
final class PausedWords {
    private PausedWords() {}

    /** A task, or single commands; null for the whole job. */
    static @Nullable String part(WorkQuery work) {
        if (work.isWhole()) {
            return work.task();
        }
        return "single commands" + (work.task() == null ? "" : " of " + work.task());
    }
}
