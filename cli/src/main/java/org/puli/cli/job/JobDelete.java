package org.puli.cli.job;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes jobs. */
@Command(
        name = "delete",
        description = "Forgets jobs; those of which commands are still on workers are refused: cancel them first.")
final class JobDelete implements Callable<Integer> {
    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.delete();
    }
}
