package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/**
 * Let a paused job, group or task start commands again; with {@code cascade} also what waits for it and what is in it.
 */
public record ResumeJob(Target target, boolean cascade) implements Request<JobView> {
    /** Resumes a job. */
    public ResumeJob(JobId job) {
        this(new Target.WholeJob(job), false);
    }
}
