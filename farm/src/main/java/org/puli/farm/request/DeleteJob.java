package org.puli.farm.request;

import org.puli.api.JobId;

/** Remove a job of which nothing runs; the history keeps it for a while as deleted. */
public record DeleteJob(JobId job) implements OfHistory {}
