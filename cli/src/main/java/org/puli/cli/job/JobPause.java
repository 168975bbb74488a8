package org.puli.cli.job;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pauses jobs. */
@Command(name = "pause", description = "Keeps jobs from starting anything new; what runs goes on.")
final class JobPause implements Callable<Integer> {
    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each((client, job) -> "is paused: " + client.pause(job).name());
    }
}
