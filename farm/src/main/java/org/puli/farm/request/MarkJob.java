package org.puli.farm.request;

import org.puli.api.JobId;

/** Let a job of the history count as deleted, or no more. Whoever asks has seen that the history has it. */
public record MarkJob(JobId job, boolean deleted) implements OfHistory {}
