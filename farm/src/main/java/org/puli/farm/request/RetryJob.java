package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** Make failed and canceled commands ready again, or all that have ended. */
public record RetryJob(Selection what, boolean all) implements Request<JobView> {
    /** Retries a whole job. */
    public RetryJob(JobId job, boolean all) {
        this(Selection.of(job), all);
    }
}
