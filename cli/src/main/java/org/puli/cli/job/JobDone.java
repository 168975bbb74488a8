package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.client.WorkVerb;
import org.puli.api.view.Counts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes all commands of jobs, or some of them, as done. */
@Command(
        name = "done",
        description = "Takes all commands of jobs, or some of them, as done; what runs of them is stopped.")
final class JobDone implements Callable<Integer> {
    @Mixin
    private final WorkOption work = new WorkOption();

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each(JobAct.steer(WorkVerb.DONE, work.query()), job -> {
            Counts counts = job.counts();
            return "has " + counts.done() + " of " + counts.total() + " commands done";
        });
    }
}
