package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.spec.JobSpec;

/** A job as it was submitted. */
public record ShowSpec(JobId job) implements Request<JobSpec> {}
