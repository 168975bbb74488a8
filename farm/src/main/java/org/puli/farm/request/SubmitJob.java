package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.JobView;

/** Take a job. The key, if any, makes a repeat of the same request harmless. */
public record SubmitJob(String user, JobSpec spec, @Nullable String submissionKey) implements Request<SubmitJob.Taken> {
    /** The job, and whether it is new (or was taken before under the same key). */
    public record Taken(JobView job, boolean isNew) {}
}
