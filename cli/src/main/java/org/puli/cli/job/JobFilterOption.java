package org.puli.cli.job;

import org.jspecify.annotations.Nullable;
import org.puli.api.client.JobFilter;
import org.puli.api.client.JobPlace;
import org.puli.api.client.JobTimes;
import org.puli.api.view.Status;
import org.puli.cli.shared.Times;
import picocli.CommandLine.Option;

/** The options that say which jobs are meant, in place of their numbers. */
final class JobFilterOption {
    @Option(names = "--owner", paramLabel = "NAME", description = "Instead of numbers: all jobs of this owner.")
    private @Nullable String owner;

    @Option(names = "--name", paramLabel = "TEXT", description = "All jobs whose name has this in it.")
    private @Nullable String name;

    @Option(names = "--pool", paramLabel = "NAME", description = "All jobs of this pool.")
    private @Nullable String pool;

    @Option(names = "--tag", paramLabel = "NAME[=VALUE]", description = "All jobs with this tag.")
    private @Nullable String tag;

    @Option(names = "--job-status", paramLabel = "STATUS", description = "All jobs with this status, such as failed.")
    private @Nullable Status status;

    @Option(names = "--since", paramLabel = "TIME", description = "All jobs that ended no longer ago, as in 2h or 7d.")
    private @Nullable String since;

    @Option(
            names = {"--before", "--older-than"},
            paramLabel = "TIME",
            description = "All jobs that ended longer ago, as in 2h or 30d.")
    private @Nullable String before;

    JobFilter filter(JobPlace place) {
        JobTimes times = new JobTimes(place, Times.ago("--since", since), Times.ago("--before", before));
        return new JobFilter(null, status, owner, name, pool, tag, times);
    }
}
