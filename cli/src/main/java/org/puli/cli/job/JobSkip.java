package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.client.WorkVerb;
import org.puli.api.view.Counts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Leaves all commands of jobs out, or some of them. */
@Command(name = "skip", description = "Leaves all commands of jobs out, or some of them; what waits for them goes on.")
final class JobSkip implements Callable<Integer> {
    @Mixin
    private final WorkOption work = new WorkOption();

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each(JobAct.steer(WorkVerb.SKIP, work.query()), job -> {
            Counts counts = job.counts();
            return "has " + counts.skipped() + " of " + counts.total() + " commands skipped";
        });
    }
}
