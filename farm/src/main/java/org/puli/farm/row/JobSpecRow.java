package org.puli.farm.row;

import org.puli.api.spec.JobSpec;

/** What was submitted; written once. */
public record JobSpecRow(long jobId, JobSpec spec) {}
