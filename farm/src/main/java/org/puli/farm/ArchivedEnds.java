package org.puli.farm;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.api.view.Counts;
import org.puli.api.view.GroupView;
import org.puli.api.view.JobView;
import org.puli.api.view.TaskView;

/** What the ends of jobs in the history mean for who waits for them: nobody retries these any more. Stateless. */
public final class ArchivedEnds {
    private ArchivedEnds() {}

    /** Why nobody may wait for this end of a job in the history; null when it has come. */
    public static @Nullable String problem(JobView job, Dependency.End end) {
        String task = end.task();
        Counts counts = task == null ? job.counts() : find(job, task);
        if (counts == null) {
            return "job " + job.id() + ", which is in the history, has no task or group '" + task + "'";
        }
        boolean hasEnded = counts.ended() == counts.total();
        Gate gate = Gate.of(end.outcome(), hasEnded ? counts.status(false) : null);
        return gate == Gate.OPEN
                ? null
                : (task == null ? "that" : "'" + task + "'") + " ended " + word(counts)
                        + " and is in the history, so that it will never end otherwise";
    }

    private static String word(Counts counts) {
        return counts.status(false).name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Counts find(JobView job, String name) {
        for (TaskView task : requireNonNullElse(job.tasks(), List.<TaskView>of())) {
            if (task.name().equals(name)) {
                return task.counts();
            }
        }
        for (GroupView group : requireNonNullElse(job.groups(), List.<GroupView>of())) {
            if (group.name().equals(name)) {
                return group.counts();
            }
        }
        return null;
    }
}
