package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** One job with its tasks and groups. */
public record ShowJob(JobId job) implements Request<JobView> {}
