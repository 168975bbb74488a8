package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/**
 * Let a paused job, group or task start commands again; with {@code cascade} also what waits for it and what is in it.
 *
 * @param now neither it nor what is in it waits for times and files any longer
 */
public record ResumeJob(Target target, boolean cascade, boolean now) implements Request<JobView> {
    /** Resumes; what is waited for has to come. */
    public ResumeJob(Target target, boolean cascade) {
        this(target, cascade, false);
    }

    /** Resumes a job. */
    public ResumeJob(JobId job) {
        this(new Target.WholeJob(job), false);
    }
}
