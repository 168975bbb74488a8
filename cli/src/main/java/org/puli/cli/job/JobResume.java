package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.PauseQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Resumes jobs, or tasks and groups of them. */
@Command(name = "resume", description = "Lets paused jobs, or a paused task or group of them, go on.")
final class JobResume implements Callable<Integer> {
    @Option(names = "--task", paramLabel = "TASK", description = "Only this task or group, by name or number.")
    private @Nullable String task;

    @Option(names = "--cascade", description = "Also what waits for it and all tasks and groups in it.")
    private boolean cascade;

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        PauseQuery query = new PauseQuery(task, null, cascade);
        String what = task == null ? "goes on: " : "lets " + task + " go on: ";
        return jobs.each((client, job) -> what + client.resume(job, query).name());
    }
}
