package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.view.JobView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cancels jobs. */
@Command(name = "cancel", description = "Ends jobs and everything of them that runs.")
final class JobCancel implements Callable<Integer> {
    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        return jobs.each((client, job) -> {
            JobView view = client.cancel(job);
            String what = view.counts().canceled() > 0 ? "is canceled: " : "had ended already: ";
            return what + view.name();
        });
    }
}
