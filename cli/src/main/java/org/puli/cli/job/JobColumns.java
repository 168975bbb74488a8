package org.puli.cli.job;

import java.util.Map;
import java.util.stream.Collectors;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.TaskView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.Times;

/** What lists of jobs and tasks show. */
final class JobColumns {
    static final Columns<JobView> JOBS = jobs();
    static final Columns<TaskView> TASKS = tasks();

    private JobColumns() {}

    private static Columns<JobView> jobs() {
        return new Columns<JobView>()
                .number("ID", "id", JobView::id)
                .wide("NAME", "name", JobView::name)
                .status(JobView::status)
                .text("OWNER", "owner", JobView::owner)
                .text("POOL", "pool", JobView::pool)
                .number("PRIO", "priority", JobView::priority)
                .shown("DONE", job -> progress(job.counts()))
                .number("RUN", "running", job -> job.counts().running())
                .number("FAIL", "failed", job -> job.counts().failed())
                .time("AGE", "submittedAt", JobView::submittedAt)
                .raw("startedAt", job -> Times.iso(job.startedAt()))
                .raw("endedAt", job -> Times.iso(job.endedAt()))
                .raw("total", job -> job.counts().total())
                .raw("done", job -> job.counts().done())
                .raw("canceled", job -> job.counts().canceled())
                .raw("user", JobView::user)
                .raw("weight", JobView::weight)
                .raw("maxWorkers", JobView::maxWorkers)
                .raw("paused", JobView::paused)
                .raw("tags", job -> tags(job.tags()))
                .wide("WAITS BECAUSE", "waitingText", JobView::waitingText);
    }

    private static Columns<TaskView> tasks() {
        return new Columns<TaskView>()
                .wide(
                        "TASK",
                        "name",
                        task -> String.join("/", task.group()) + (task.group().isEmpty() ? "" : "/") + task.name())
                .status(TaskView::status)
                .shown("DONE", task -> progress(task.counts()))
                .number("RUN", "running", task -> task.counts().running())
                .number("FAIL", "failed", task -> task.counts().failed())
                .wide("FRAMES", "frames", TaskView::frames)
                .wide(
                        "AFTER",
                        "after",
                        task -> task.after().stream().map(AfterText::of).collect(Collectors.joining(", ")));
    }

    /** How many of how many. */
    static String progress(Counts counts) {
        return counts.done() + counts.skipped() + "/" + counts.total();
    }

    /** Tags in one line. */
    static String tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(", "));
    }
}
