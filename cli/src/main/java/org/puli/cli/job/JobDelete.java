package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.client.JobPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes jobs. */
@Command(
        name = "delete",
        description = "Deletes jobs; those of which commands are still on workers are refused: cancel them first. For a"
                + " day, or as long as history.undo says, 'puli job undelete' brings them back into the history.")
final class JobDelete implements Callable<Integer> {
    @Option(names = "--archived", description = "The filter means jobs of the history, not those in memory.")
    private boolean archived;

    @Option(names = "--dry-run", description = "Only say which jobs are meant.")
    private boolean dryRun;

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each(JobAct.delete(), archived ? JobPlace.ARCHIVED : JobPlace.MEMORY, "deleted", dryRun);
    }
}
