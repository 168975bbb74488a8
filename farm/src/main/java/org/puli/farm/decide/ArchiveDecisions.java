package org.puli.farm.decide;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.request.ArchiveJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.MarkJob;
import org.puli.farm.request.OfHistory;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.row.AuditRow;

/**
 * How jobs leave memory. A job stays as long as anything is on a worker for it, or somebody waits for it and that has
 * not come; so nobody who is left behind can tell whether what it waited for is still in memory. Stateless.
 */
final class ArchiveDecisions {
    /** So many leave with one tick: a farm that ended 100,000 jobs at once goes on with its work meanwhile. */
    static final int MOST_AT_ONCE = 50;

    /** Who the audit says archives what nobody asked for. */
    private static final String BY = "puli";

    private ArchiveDecisions() {}

    static Decision<@Nullable Void> decide(Farm farm, OfHistory request, Moment now) {
        return switch (request) {
            case ArchiveJob r -> archive(farm, r, now);
            case DeleteJob r -> delete(farm, r, now);
            case MarkJob r -> mark(farm, r, now);
        };
    }

    /** Archives what has been over for long enough. */
    static void due(Farm farm, Moment now, long keepMillis, List<Change> changes) {
        if (keepMillis <= 0) {
            return;
        }
        int count = 0;
        for (Job job : farm.jobs()) {
            boolean isDue = job.endedAt() != 0 && job.endedAt() <= now.wall() - keepMillis;
            if (isDue && job.isOver() && problem(job) == null) {
                changes.add(new Change.JobArchived(job.id(), now.wall()));
                changes.add(audited(farm.numbers().audit() + count, job, now));
                if (++count == MOST_AT_ONCE) {
                    return;
                }
            }
        }
    }

    private static Change audited(long number, Job job, Moment now) {
        String before = job.spec().name() + ", " + job.counts().status(job.isPaused());
        return new Change.Audited(new AuditRow(
                number,
                now.wall(),
                BY,
                null,
                "archive",
                "job " + job.id(),
                job.id().value(),
                null,
                before,
                ""));
    }

    private static Decision<@Nullable Void> archive(Farm farm, ArchiveJob request, Moment now) {
        Job job = farm.findJob(request.job());
        if (job == null) {
            return Unknown.job(farm, request.job());
        }
        Refusal problem = problem(job);
        if (problem == null && !job.isOver()) {
            problem = new Refusal(
                    Kind.CONFLICT, "conflict", "job " + job.id() + " is not over; archive it when it is, or cancel it");
        }
        if (problem != null) {
            return Decision.refuse(problem);
        }
        return Decision.<@Nullable Void>of(new Change.JobArchived(job.id(), now.wall()), f -> null)
                .noted(Note.of(
                        job.id(), "archive", "job " + job.id(), job.spec().name(), ""));
    }

    private static Decision<@Nullable Void> delete(Farm farm, DeleteJob request, Moment now) {
        Job job = farm.findJob(request.job());
        if (job == null) {
            return Unknown.job(farm, request.job());
        }
        Refusal problem = problem(job);
        if (problem != null) {
            return Decision.refuse(problem);
        }
        return Decision.<@Nullable Void>of(new Change.JobDeleted(job.id(), now.wall()), f -> null)
                .noted(Note.of(job.id(), "delete", "job " + job.id(), job.spec().name(), ""));
    }

    /** The farm knows nothing of the history: a mark on a job that is not there marks nothing. */
    private static Decision<@Nullable Void> mark(Farm farm, MarkJob request, Moment now) {
        JobId job = request.job();
        if (farm.findJob(job) != null || job.value() >= farm.numbers().job()) {
            return Decision.refuse(Kind.CONFLICT, "conflict", "job " + job + " is not in the history");
        }
        long at = request.deleted() ? Math.max(1, now.wall()) : 0;
        return Decision.<@Nullable Void>of(new Change.ArchiveMarked(job, at), f -> null)
                .noted(Note.of(job, request.deleted() ? "delete" : "undelete", "job " + job, "in the history", ""));
    }

    /** Why a job has to stay in memory; null when it has not. */
    private static @Nullable Refusal problem(Job job) {
        if (job.leaseCount() > 0) {
            return new Refusal(
                    Kind.CONFLICT,
                    "conflict",
                    "job " + job.id() + " still has " + job.leaseCount()
                            + (job.leaseCount() == 1
                                    ? " command on a worker; cancel it and try again when that has stopped"
                                    : " commands on workers; cancel it and try again when they have stopped"));
        }
        JobId kept = job.findKept();
        if (kept == null) {
            return null;
        }
        return new Refusal(
                Kind.CONFLICT,
                "conflict",
                "job " + kept + " waits for job " + job.id() + ", and that has not come; delete job " + kept
                        + " first");
    }
}
