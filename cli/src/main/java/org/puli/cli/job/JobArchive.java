package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.client.JobPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets jobs leave memory. */
@Command(
        name = "archive",
        description = "Lets jobs that are over leave the dispatcher's memory for the history before their time; see"
                + " history.keepInMemory. They can be shown and submitted anew, and not be changed any more.")
final class JobArchive implements Callable<Integer> {
    @Option(names = "--dry-run", description = "Only say which jobs are meant.")
    private boolean dryRun;

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each(JobAct.archive(), JobPlace.MEMORY, "archived", dryRun);
    }
}
