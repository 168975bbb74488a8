package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.view.Counts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs commands of jobs again. */
@Command(name = "retry", description = "Runs the failed and canceled commands of jobs again.")
final class JobRetry implements Callable<Integer> {
    @Option(names = "--all", description = "All commands that have ended, also those that are done or skipped.")
    private boolean all;

    @Mixin
    private final WorkOption work = new WorkOption();

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each(JobAct.retry(work.query(), all), job -> {
            if (job.endedAt() != null) {
                return all
                        ? "runs nothing again: nothing that is meant has ended"
                        : "runs nothing again: nothing that is meant failed or was canceled (--all takes what is done,"
                                + " too)";
            }
            Counts counts = job.counts();
            return "has " + (counts.total() - counts.ended()) + " of " + counts.total() + " commands to do";
        });
    }
}
