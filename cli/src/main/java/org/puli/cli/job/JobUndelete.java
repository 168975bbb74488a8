package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.client.JobPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings deleted jobs back. */
@Command(
        name = "undelete",
        description = "Brings deleted jobs back into the history, as long as they are not gone for good; 'puli job list"
                + " --deleted' lists those.")
final class JobUndelete implements Callable<Integer> {
    @Option(names = "--dry-run", description = "Only say which jobs are meant.")
    private boolean dryRun;

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each(JobAct.undelete(), JobPlace.DELETED, "in the history again", dryRun);
    }
}
