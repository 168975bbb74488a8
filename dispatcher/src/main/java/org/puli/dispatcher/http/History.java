package org.puli.dispatcher.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.view.JobResults;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.dispatcher.loop.ArchivedJob;
import org.puli.dispatcher.loop.JobArchive;
import org.puli.dispatcher.loop.JobArchive.Wanted;
import org.puli.dispatcher.loop.Refused;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.MarkJob;
import org.puli.farm.request.Person;
import org.puli.farm.request.Request;
import org.puli.farm.request.ShowJob;

/** Asks the ring, and the history for what the ring does not know any more. Safe on every thread. */
final class History {
    private final Asking ring;
    private final JobArchive archive;

    History(Asking ring, JobArchive archive) {
        this.ring = ring;
        this.archive = archive;
    }

    /** The answer to a question about a job, wherever that is. */
    <R> R ask(JobId job, Request<R> question) {
        try {
            return ring.ask(question);
        } catch (Refusing e) {
            if (!e.isOf("unknown-job")) {
                throw e;
            }
            return ask(known(find(job), e), question);
        }
    }

    /** The answer to a question about a command, wherever its job is. */
    <R> R ask(CommandId command, Request<R> question) {
        try {
            return ring.ask(question);
        } catch (Refusing e) {
            if (!e.isOf("unknown-command")) {
                throw e;
            }
            JobId job =
                    read(() -> Optional.ofNullable(archive.findJob(command))).orElse(null);
            return ask(known(job == null ? null : find(job), e), question);
        }
    }

    private static ArchivedJob known(@Nullable ArchivedJob found, Refusing otherwise) {
        if (found == null) {
            throw otherwise;
        }
        if (found.isDeleted()) {
            throw Refusing.notFound(
                    "unknown-job",
                    "the job was deleted; 'puli job list --deleted' lists what 'puli job undelete' can bring back");
        }
        return found;
    }

    private static <R> R ask(ArchivedJob job, Request<R> question) {
        try {
            return job.ask(question);
        } catch (Refused e) {
            throw Asking.refusing(e);
        }
    }

    /** A job with its tasks, wherever it is. */
    JobView show(JobId job) {
        try {
            return ring.ask(new ShowJob(job));
        } catch (Refusing e) {
            if (!e.isOf("unknown-job")) {
                throw e;
            }
            return show(known(find(job), e), job);
        }
    }

    private static JobView show(ArchivedJob found, JobId job) {
        return found.shown(ask(found, new ShowJob(job)));
    }

    /** A job of the history that does not count as deleted; null when there is none. */
    @Nullable
    JobView findKept(JobId job) {
        ArchivedJob found = find(job);
        return found == null || found.isDeleted() ? null : show(found, job);
    }

    /** The job of the history that was submitted under a key; null when there is none. */
    @Nullable
    JobView findTaken(String submissionKey) {
        JobId job =
                read(() -> Optional.ofNullable(archive.findJob(submissionKey))).orElse(null);
        if (job == null) {
            return null;
        }
        ArchivedJob found = find(job);
        return found == null ? null : show(found, job);
    }

    /** Removes a job, wherever it is. */
    void delete(Person by, JobId job) {
        try {
            ring.ask(by, new DeleteJob(job));
        } catch (Refusing e) {
            if (!e.isOf("unknown-job")) {
                throw e;
            }
            known(find(job), e);
            ring.ask(by, new MarkJob(job, true));
        }
    }

    /** Lets a deleted job of the history count as deleted no more. */
    void undelete(Person by, JobId job) {
        ArchivedJob found = find(job);
        if (found != null && found.isDeleted()) {
            ring.ask(by, new MarkJob(job, false));
            found = find(job);
        }
        if (found == null || found.isDeleted()) {
            throw Refusing.notFound(
                    "unknown-job",
                    "job " + job + " is not in the history: it is still in memory, or was deleted for good"
                            + " ('puli job list --deleted' shows what can be brought back)");
        }
    }

    Page<JobView> page(Wanted wanted) {
        return read(() -> archive.page(wanted));
    }

    /** The numbers of all that a filter means. */
    List<JobId> find(JobFilter filter, boolean deleted) {
        List<JobId> jobs = new ArrayList<>();
        long total;
        do {
            Page<JobView> page = page(filter.wanted(deleted, jobs.size(), Page.MAXIMUM));
            page.items().forEach(job -> jobs.add(job.id()));
            total = page.items().isEmpty() ? 0 : page.total();
        } while (jobs.size() < total && total <= JobResults.MAXIMUM);
        if (total > JobResults.MAXIMUM) {
            throw Refusing.badRequest(total + " jobs are meant; at most " + JobResults.MAXIMUM
                    + " at once, so narrow the filter. Nothing was changed");
        }
        return jobs;
    }

    private @Nullable ArchivedJob find(JobId job) {
        return read(() -> Optional.ofNullable(archive.find(job))).orElse(null);
    }

    private static <T> T read(Supplier<T> question) {
        try {
            return question.get();
        } catch (StoreFailure e) {
            throw Refusing.busy(String.valueOf(e.getMessage()));
        }
    }
}
