package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** Make a job's failed and canceled commands ready again, or all that have ended. */
public record RetryJob(JobId job, boolean all) implements Request<JobView> {}
