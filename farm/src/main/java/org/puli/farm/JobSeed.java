package org.puli.farm;

import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.spec.JobSpec;

/** What a job is made from; all of it stays as it is. */
record JobSeed(
        JobId id,
        long firstTask,
        long firstCommand,
        String user,
        @Nullable String submissionKey,
        JobSpec spec,
        long submittedAt) {}
