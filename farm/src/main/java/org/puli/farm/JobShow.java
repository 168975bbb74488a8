package org.puli.farm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.GroupView;
import org.puli.api.view.JobView;
import org.puli.api.view.TaskView;
import org.puli.api.view.WaitingReason;

/** How a job is shown, in lists and alone. Called by the loop. */
public final class JobShow {
    private JobShow() {}

    /** One line of a list; {@code waiting} is null when the job does not wait. */
    public static JobView line(Job job, @Nullable WaitingReason waiting) {
        return view(job, waiting, null, null);
    }

    /** The job with its tasks and groups. */
    public static JobView whole(Job job, @Nullable WaitingReason waiting) {
        List<TaskView> tasks = job.tasks().stream().map(TaskShow::view).toList();
        return view(job, waiting, tasks, job.groups().stream().map(Group::view).toList());
    }

    private static @Nullable String text(Job job, @Nullable WaitingReason waiting) {
        if (waiting == WaitingReason.PAUSED && job.pauseReason() != null) {
            return job.pauseReason();
        }
        return waiting == null ? null : waiting.text();
    }

    private static JobView view(
            Job job,
            @Nullable WaitingReason waiting,
            @Nullable List<TaskView> tasks,
            @Nullable List<GroupView> groups) {
        return new JobView(
                job.id(),
                job.spec().name(),
                job.counts().status(job.isPaused()),
                job.counts(),
                job.spec().owner(),
                job.user(),
                job.pool(),
                job.priority(),
                job.weight(),
                job.spec().maxWorkers(),
                job.isPaused(),
                job.spec().tags(),
                waiting,
                text(job, waiting),
                job.submittedAt(),
                orNull(job.startedAt()),
                orNull(job.endedAt()),
                tasks,
                groups,
                job.pauseReason(),
                null,
                job.spec().after().isEmpty() ? null : job.spec().after());
    }

    static @Nullable Long orNull(long time) {
        return time == 0 ? null : time;
    }
}
