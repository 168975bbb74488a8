package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** Start nothing new of a job; what runs goes on. */
public record PauseJob(JobId job) implements Request<JobView> {}
