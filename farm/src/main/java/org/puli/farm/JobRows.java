package org.puli.farm;

import org.puli.api.view.Counts;
import org.puli.api.view.Status;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;

/** How a job is stored. Stateless. */
final class JobRows {
    private JobRows() {}

    static JobSpecRow specRow(Job job) {
        return new JobSpecRow(job.id().value(), job.spec());
    }

    static JobRow row(Job job) {
        Counts counts = job.counts();
        return new JobRow(
                job.id().value(),
                job.spec().name(),
                job.spec().owner(),
                job.user(),
                job.submissionKey(),
                job.pool().value(),
                job.priority(),
                job.weight(),
                job.spec().maxWorkers(),
                job.isPaused(),
                status(job, counts),
                job.seed().firstTask(),
                job.seed().firstCommand(),
                counts.total(),
                job.startMark(),
                job.submittedAt(),
                job.startedAt(),
                job.endedAt(),
                job.pauseReason(),
                job.failedSince(),
                job.endedSince(),
                job.door().waits().come(),
                job.waiting().since(),
                job.waiting().points());
    }

    /** A job that has begun runs until it is over or held back; how it is between two commands would be many writes. */
    private static Status status(Job job, Counts counts) {
        Status now = counts.status(job.isPaused());
        boolean isBetween = now == Status.READY || now == Status.ASSIGNED;
        return isBetween && job.startedAt() > 0 ? Status.RUNNING : now;
    }
}
