package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.JobPlace;
import org.puli.api.client.JobQuery;
import org.puli.api.client.JobTimes;
import org.puli.api.view.Status;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists jobs. */
@Command(name = "list", description = "Lists jobs, the newest first; with --archived those of the history.")
final class JobList implements Callable<Integer> {
    @Option(names = "--status", paramLabel = "STATUS", description = "Only jobs with this status, such as failed.")
    private @Nullable Status status;

    @Option(names = "--owner", paramLabel = "NAME", description = "Only jobs of this owner.")
    private @Nullable String owner;

    @Option(names = "--name", paramLabel = "TEXT", description = "Only jobs whose name has this in it.")
    private @Nullable String name;

    @Option(names = "--pool", paramLabel = "NAME", description = "Only jobs of this pool.")
    private @Nullable String pool;

    @Option(names = "--tag", paramLabel = "NAME[=VALUE]", description = "Only jobs with this tag.")
    private @Nullable String tag;

    @Option(names = "--archived", description = "Jobs of the history: those that have left the dispatcher's memory.")
    private boolean archived;

    @Option(names = "--deleted", description = "Deleted jobs of the history that can still be brought back.")
    private boolean deleted;

    @Option(names = "--since", paramLabel = "TIME", description = "Only jobs that ended no longer ago, as in 2h or 7d.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only jobs that ended longer ago, as in 2h or 7d.")
    private @Nullable String until;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        JobPlace place = deleted ? JobPlace.DELETED : archived ? JobPlace.ARCHIVED : JobPlace.MEMORY;
        JobTimes times = new JobTimes(place, Times.ago("--since", since), Times.ago("--until", until));
        JobQuery query = new JobQuery(status, owner, name, pool, tag, times, 0, 1);
        try (FarmClient client = farm.open()) {
            output.list(limit.of((offset, most) -> client.jobs(query.part(offset, most))), JobColumns.JOBS);
        }
        return ExitCodes.DONE;
    }
}
