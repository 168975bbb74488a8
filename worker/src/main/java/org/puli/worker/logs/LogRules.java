package org.puli.worker.logs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long logs may be, and how long and where they are kept.
 *
 * @param limitBytes of a longer log the middle is cut out; 0 for no limit
 * @param keep logs of attempts that ended before so long are removed; zero for never
 * @param spaceBytes the oldest are removed while all together take more, on this worker and in the shared folder each
 *     for itself; 0 for any
 * @param shared where the logs of ended attempts go; null when they stay on this worker
 */
public record LogRules(
        long limitBytes,
        Duration keep,
        long spaceBytes,
        @Nullable SharedPattern shared) {
    /** Logs of any length that stay for ever. */
    public static final LogRules NONE = new LogRules(0, Duration.ZERO, 0, null);

    /** The shortest limit: what is cut is worth the words about it. */
    public static final long SHORTEST_LIMIT = 64 << 10;

    /** Checks the limit. */
    public LogRules {
        if (limitBytes != 0 && limitBytes < SHORTEST_LIMIT) {
            throw new IllegalArgumentException("a log of less than " + SHORTEST_LIMIT + " bytes is not cut");
        }
    }
}
