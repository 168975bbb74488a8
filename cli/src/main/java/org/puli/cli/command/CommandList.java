package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.CommandQuery;
import org.puli.api.client.FarmClient;
import org.puli.api.view.Status;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the commands of a job. */
@Command(name = "list", description = "Lists the commands of a job.")
final class CommandList implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job's number.")
    private @Nullable JobId job;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only commands with this status, such as failed.")
    private @Nullable Status status;

    @Option(names = "--task", paramLabel = "TASK", description = "Only commands of this task.")
    private @Nullable String task;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        JobId id = Given.value(job);
        CommandQuery query = new CommandQuery(status, task, 0, 1);
        try (FarmClient client = farm.open()) {
            output.list(
                    limit.of((offset, most) -> client.commands(id, query.part(offset, most))), CommandColumns.COMMANDS);
        }
        return ExitCodes.DONE;
    }
}
