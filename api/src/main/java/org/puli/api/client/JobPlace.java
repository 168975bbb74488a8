package org.puli.api.client;

import org.jspecify.annotations.Nullable;

/** Where jobs are looked for. */
public enum JobPlace {
    /** Among those that the dispatcher has in memory. */
    MEMORY(null),
    /** In the history. */
    ARCHIVED("archived"),
    /** Among those of the history that were deleted and can be brought back. */
    DELETED("deleted");

    private final @Nullable String word;

    JobPlace(@Nullable String word) {
        this.word = word;
    }

    @Nullable
    String word() {
        return word;
    }
}
