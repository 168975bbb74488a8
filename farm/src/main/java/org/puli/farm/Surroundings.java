package org.puli.farm;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;

/** What a job shares with all others of its farm. */
record Surroundings(
        Stirred stirred,
        Tally tally,
        Deadlines deadlines,
        FileWatches files,
        Unsettled unsettled,
        Function<JobId, @Nullable Job> jobs) {}
