package org.puli.cli.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a job, or a task or group of it. */
@Command(
        name = "set",
        description = {
            "Changes a job, or a task or group of it; what has started stays as it was started.",
            "Of a job: name, owner, pool, tag.NAME; of a job, group or task: priority, weight, maxWorkers; of a job or"
                    + " group, how it serves what is in it: strategy; of all three, for all that is in it: attempts,"
                    + " cores, memory, licenses, timeout, workingDirectory, env.NAME; of a task: command, commands.",
            "An empty value takes away: puli job set 12 priority=80 tag.shot=sh020 env.A="
        })
final class JobSet implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", index = "0", description = "The job's number.")
    private @Nullable JobId job;

    @Parameters(paramLabel = "KEY=VALUE", index = "1..*", arity = "1..*", description = "What to change.")
    private final List<String> settings = new ArrayList<>();

    @Option(names = "--task", paramLabel = "TASK", description = "Changes this task or group, by name or number.")
    private @Nullable String task;

    @Mixin
    private final EditOption edit = new EditOption();

    @Override
    public Integer call() {
        return edit.make(Given.value(job), task, settings);
    }
}
