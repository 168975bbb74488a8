package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** End a job: what runs is stopped, what waits will not start. */
public record CancelJob(JobId job) implements Request<JobView> {}
