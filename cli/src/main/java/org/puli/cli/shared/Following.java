package org.puli.cli.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.JobWatch;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;

/** Watches one job until nothing more happens to it. Used by one thread. */
public final class Following implements JobWatch {
    private final Progress progress;
    private @Nullable Status status;

    private Following(Progress progress) {
        this.progress = progress;
    }

    /** Follows a job to its end; the answer says whether that was a good one. */
    public static boolean toTheEnd(FarmClient client, JobId job, Progress progress) {
        Following following = new Following(progress);
        client.follow(List.of(job), following);
        return following.status == Status.DONE || following.status == Status.SKIPPED;
    }

    @Override
    public boolean changed(JobView job) {
        status = job.status();
        progress.show(job);
        return !job.status().isEnded();
    }

    @Override
    public boolean deleted(JobId job) {
        status = null;
        return false;
    }
}
