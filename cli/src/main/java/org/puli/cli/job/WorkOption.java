package org.puli.cli.job;

import org.jspecify.annotations.Nullable;
import org.puli.api.client.WorkQuery;
import org.puli.api.view.Status;
import picocli.CommandLine.Option;

/** The options that say which commands of a job are meant. */
final class WorkOption {
    @Option(names = "--task", paramLabel = "TASK", description = "Only this task or group, by name or number.")
    private @Nullable String task;

    @Option(
            names = "--task-tag",
            paramLabel = "NAME[=VALUE]",
            description = "Only tasks that carry this tag, their own or one of the groups and the job around them.")
    private @Nullable String taskTag;

    @Option(names = "--status", paramLabel = "STATUS", description = "Only commands with this status, such as ready.")
    private @Nullable Status status;

    @Option(names = "--frames", paramLabel = "RANGE", description = "Only commands of these frames, as in 1-10,20.")
    private @Nullable String frames;

    @Option(
            names = "--commands",
            paramLabel = "NUMBERS",
            description = "Only the commands with these numbers, as in 31-40,57.")
    private @Nullable String commands;

    @Option(names = "--cascade", description = "Also the tasks that wait for it, directly or through others.")
    private boolean cascade;

    WorkQuery query() {
        return new WorkQuery(task, taskTag, status, frames, commands, cascade);
    }
}
