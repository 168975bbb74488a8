package org.puli.farm.row;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;

/**
 * A job that has left memory and lies in the history. Times are milliseconds since 1970.
 *
 * @param job its row as it stood last
 * @param counts how many of its commands stood where
 * @param archivedAt when it left memory
 * @param deletedAt since when it counts as deleted; 0 while it does not
 */
public record ArchivedRow(JobRow job, Counts counts, Map<String, String> tags, long archivedAt, long deletedAt) {
    /** How it is shown in lists. */
    public JobView view() {
        JobView view = new JobView(
                new JobId(job.jobId()),
                job.name(),
                job.status(),
                counts,
                job.owner(),
                job.user(),
                new PoolName(job.pool()),
                job.priority(),
                job.weight(),
                job.maxWorkers(),
                job.paused(),
                tags,
                null,
                null,
                job.submittedAt(),
                orNull(job.startedAt()),
                orNull(job.endedAt()),
                null,
                null,
                job.pauseReason(),
                null,
                null);
        return view.archived(archivedAt, orNull(deletedAt));
    }

    private static @Nullable Long orNull(long time) {
        return time == 0 ? null : time;
    }
}
