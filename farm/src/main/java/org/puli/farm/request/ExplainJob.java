package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.WhyView;

/** Ask why a job does not start. */
public record ExplainJob(JobId job) implements Request<WhyView> {}
