package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** Let a paused job start commands again. */
public record ResumeJob(JobId job) implements Request<JobView> {}
