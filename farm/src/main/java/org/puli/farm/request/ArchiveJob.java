package org.puli.farm.request;

import org.puli.api.JobId;

/** Let a job that is over leave memory for the history, before its time. */
public record ArchiveJob(JobId job) implements OfHistory {}
