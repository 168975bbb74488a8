package org.puli.dispatcher.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that the database of the history refused for what is in them. They stay in the farm's own, where all of them is
 * found as before, keep no other job from going, and are tried again from time to time. For one thread.
 */
final class RefusedJobs {
    /** More of them are no odd jobs: then something is wrong with the database itself. */
    static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(RefusedJobs.class);
    private static final Duration REST = Duration.ofHours(1);

    private final Map<Long, Long> since = new HashMap<>();

    /** Notes one, at a time of {@link System#nanoTime}; throws what was refused again when there are too many. */
    void add(long job, SQLException cause, Database history, long nanos) throws SQLException {
        String reason = Refusals.plain(Sieve.firstLine(cause), Refusals.LONGEST_REASON);
        if (!since.containsKey(job) && since.size() >= MOST) {
            throw new SQLException(
                    "it refuses so much that something is wrong with it, last job " + job + ": " + reason, cause);
        }
        since.put(job, nanos);
        LOG.warn(
                "Job {} stays in the farm's database, for {} refused something of it: {}. It is tried again in {} h,"
                        + " others go on",
                job,
                history,
                reason,
                REST.toHours());
    }

    /** That one went through, or is gone. */
    void forget(long job) {
        since.remove(job);
    }

    /** Whether one was refused a short time ago. */
    boolean isResting(long job, long nanos) {
        Long at = since.get(job);
        return at != null && nanos - at < REST.toNanos();
    }
}
