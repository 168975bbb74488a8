package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** End a job or a part of it: what runs is stopped, what waits will not start. */
public record CancelJob(Selection what) implements Request<JobView> {
    /** Ends all of a job. */
    public CancelJob(JobId job) {
        this(Selection.of(job));
    }
}
