package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.puli.api.client.JobAct;
import org.puli.api.client.WorkQuery;
import org.puli.api.client.WorkVerb;
import org.puli.api.view.JobView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cancels jobs, or commands of them. */
@Command(name = "cancel", description = "Ends jobs, or commands of them, and everything of them that runs.")
final class JobCancel implements Callable<Integer> {
    @Mixin
    private final WorkOption work = new WorkOption();

    @Mixin
    private final JobsParameter jobs = new JobsParameter();

    @Override
    public Integer call() {
        WorkQuery query = work.query();
        return jobs.each(JobAct.steer(WorkVerb.CANCEL, query), job -> words(job, query));
    }

    private static String words(JobView view, WorkQuery query) {
        if (!query.equals(WorkQuery.ALL)) {
            return "has " + view.counts().canceled() + " of " + view.counts().total() + " commands canceled: "
                    + view.name();
        }
        return (view.counts().canceled() > 0 ? "is canceled: " : "had ended already: ") + view.name();
    }
}
