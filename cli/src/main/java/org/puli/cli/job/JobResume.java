package org.puli.cli.job;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Resumes jobs. */
@Command(name = "resume", description = "Lets paused jobs go on.")
final class JobResume implements Callable<Integer> {
    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each((client, job) -> "goes on: " + client.resume(job).name());
    }
}
