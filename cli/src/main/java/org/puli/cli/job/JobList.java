package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.JobQuery;
import org.puli.api.view.Status;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists jobs. */
@Command(name = "list", description = "Lists jobs, the newest first.")
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

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        JobQuery query = new JobQuery(status, owner, name, pool, tag, 0, 1);
        try (FarmClient client = farm.open()) {
            output.list(limit.of((offset, most) -> client.jobs(query.part(offset, most))), JobColumns.JOBS);
        }
        return ExitCodes.DONE;
    }
}
