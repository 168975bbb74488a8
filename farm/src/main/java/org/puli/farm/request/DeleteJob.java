package org.puli.farm.request;

import org.puli.api.JobId;

/** Remove a job of which nothing runs; its attempts stay in the history. */
public record DeleteJob(JobId job) implements Request<Void> {}
