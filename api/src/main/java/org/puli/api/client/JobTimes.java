package org.puli.api.client;

import org.jspecify.annotations.Nullable;

/**
 * When jobs ended, and where they are looked for.
 *
 * @param since then or later, milliseconds since 1970; 0 for any time
 * @param until before, milliseconds since 1970; 0 for any time
 */
public record JobTimes(JobPlace place, long since, long until) {
    /** Those in memory, whenever they ended, or did not. */
    public static final JobTimes ANY = new JobTimes(JobPlace.MEMORY, 0, 0);

    /** Whether nothing is said of times. */
    public boolean isOpen() {
        return since == 0 && until == 0;
    }

    Call on(Call call) {
        return call.with("history", place.word()).with("since", orNull(since)).with("until", orNull(until));
    }

    private static @Nullable Long orNull(long time) {
        return time == 0 ? null : time;
    }
}
