package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** Start nothing new of a job, a group or a task; with {@code cascade} of what waits for it neither. */
public record PauseJob(Target target, Running running, boolean cascade) implements Request<JobView> {
    /** Pauses a job; what runs goes on. */
    public PauseJob(JobId job) {
        this(new Target.WholeJob(job), Running.GOES_ON, false);
    }
}
