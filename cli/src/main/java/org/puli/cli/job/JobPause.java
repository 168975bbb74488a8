package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.PauseQuery;
import org.puli.cli.shared.RunningOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Pauses jobs, or tasks and groups of them. */
@Command(name = "pause", description = "Keeps jobs, or a task or group of them, from starting anything new.")
final class JobPause implements Callable<Integer> {
    @Option(names = "--task", paramLabel = "TASK", description = "Only this task or group, by name or number.")
    private @Nullable String task;

    @Option(names = "--cascade", description = "Also the tasks that wait for it, directly or through others.")
    private boolean cascade;

    @Mixin
    private final RunningOption running = new RunningOption();

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        PauseQuery query = new PauseQuery(task, running.word(), cascade);
        String what = task == null ? "is paused: " : "holds " + task + " back: ";
        return jobs.each((client, job) -> what + client.pause(job, query).name());
    }
}
