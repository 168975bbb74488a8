package org.puli.dispatcher.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.JobView;
import org.puli.dispatcher.live.Views;
import org.puli.farm.request.Person;
import org.puli.farm.request.SubmitJob;

/**
 * Hands in new jobs. What the ring cannot know is looked up in the history: whether a job was taken under the same key
 * before, and how jobs ended that a new one waits for.
 */
final class Submissions {
    private static final int TRIES = 3;

    private final Asking ring;
    private final History history;
    private final Views views;

    Submissions(Asking ring, History history, Views views) {
        this.ring = ring;
        this.history = history;
        this.views = views;
    }

    SubmitJob.Taken submit(Person by, SubmitJob job) {
        ring.refuseWhileNothingIsStored();
        // A job leaves memory and comes into the history at once. So what is in neither was never taken, if the history
        // is looked at first and the ring tells of what has left memory since.
        SubmitJob.Taken before = findTaken(job);
        return before == null ? take(by, job) : before;
    }

    private SubmitJob.@Nullable Taken findTaken(SubmitJob job) {
        JobView taken = job.submissionKey() == null ? null : history.findTaken(job.submissionKey());
        return taken == null ? null : new SubmitJob.Taken(taken, false);
    }

    private SubmitJob.Taken take(Person by, SubmitJob job) {
        SubmitJob next = job;
        for (int i = 1; ; i++) {
            try {
                return ring.ask(by, next);
            } catch (Refusing e) {
                SubmitJob.Taken before = e.isOf(SubmitJob.ARCHIVED) ? findTaken(job) : null;
                if (before != null) {
                    return before;
                }
                List<JobView> archived = e.isOf("unknown-dependency") ? archived(job.spec()) : List.of();
                if (archived.isEmpty() || archived.equals(next.archived()) || i == TRIES) {
                    throw e;
                }
                next = job.with(archived);
            }
        }
    }

    private List<JobView> archived(JobSpec spec) {
        Set<JobId> named = new TreeSet<>();
        note(spec.after(), named);
        note(spec.tasks(), spec.groups(), named);
        List<JobView> archived = new ArrayList<>();
        for (JobId job : named) {
            JobView found = views.findJob(job) == null ? history.findKept(job) : null;
            if (found != null) {
                archived.add(found);
            }
        }
        return archived;
    }

    private static void note(List<TaskSpec> tasks, List<GroupSpec> groups, Set<JobId> named) {
        tasks.forEach(task -> note(task.after(), named));
        for (GroupSpec group : groups) {
            note(group.after(), named);
            note(group.tasks(), group.groups(), named);
        }
    }

    private static void note(List<Dependency> after, Set<JobId> named) {
        for (Dependency dependency : after) {
            if (dependency instanceof Dependency.End end && end.job() != null) {
                named.add(end.job());
            }
        }
    }
}
