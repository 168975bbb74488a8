package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;

/**
 * What became of each job when the same was done to many.
 *
 * @param items one for each job that was meant, the newest first
 */
public record JobResults(List<JobResult> items) {
    /** The most jobs to which something is done by one request. */
    public static final int MAXIMUM = 10_000;

    /** Copies the items. */
    public JobResults {
        items = List.copyOf(items);
    }

    /**
     * What became of one job.
     *
     * @param job the job as it is shown in lists; null when it was refused, or is deleted
     * @param problem why it was refused; null when it was done
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record JobResult(
            JobId id, @Nullable JobView job, @Nullable Problem problem) {}
}
