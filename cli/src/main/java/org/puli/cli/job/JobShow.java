package org.puli.cli.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.TaskView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Facts;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one job. */
@Command(name = "show", description = "Shows a job: where it stands, why it waits, and its tasks.")
final class JobShow implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job's number.")
    private @Nullable JobId job;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            JobView view = client.job(Given.value(job));
            output.show(view, JobColumns.JOBS, out -> print(view, out));
        }
        return ExitCodes.DONE;
    }

    private static void print(JobView job, PrintWriter out) {
        new Facts()
                .add("Job", job.id() + "  " + job.name())
                .add("Status", job.status())
                .add("Paused because", job.pauseReason())
                .add("Waits because", job.pauseReason() == null ? job.waitingText() : null)
                .add("After", after(job))
                .add("Commands", counts(job.counts()))
                .add(
                        "Owner",
                        job.owner().equals(job.user()) ? job.owner() : job.owner() + " (sent by " + job.user() + ")")
                .add("Pool", job.pool())
                .add("Priority", job.priority())
                .add("Weight", job.weight() == 1 ? null : job.weight())
                .add("Max workers", job.maxWorkers() == 0 ? null : job.maxWorkers())
                .add("Tags", JobColumns.tags(job.tags()))
                .add("Submitted", when(job.submittedAt()))
                .add("Started", when(job.startedAt()))
                .add("Ended", when(job.endedAt()))
                .add("Archived", when(job.archivedAt()))
                .add("Deleted", when(job.deletedAt()))
                .add("Took", job.endedAt() == null ? null : Times.between(job.startedAt(), job.endedAt()))
                .print(out);
        if (job.tasks() != null) {
            out.println();
            OutputOption.table(job.tasks(), JobColumns.TASKS, out);
        }
        tags(job, out);
        blocklist(job, out);
        if (job.counts().failed() > 0 && job.archivedAt() == null) {
            out.println();
            out.println(
                    "See why: puli job log " + job.id() + "    Run the failed ones again: puli job retry " + job.id());
        }
    }

    private static @Nullable String after(JobView job) {
        return job.after() == null
                ? null
                : job.after().stream().map(AfterText::of).collect(Collectors.joining(", "));
    }

    /** The tags of tasks, but for those that the job has just so. */
    private static void tags(JobView job, PrintWriter out) {
        List<String> lines = new ArrayList<>();
        for (TaskView task : job.tasks() == null ? List.<TaskView>of() : job.tasks()) {
            Map<String, String> own = new TreeMap<>(task.settings().tags());
            own.entrySet().removeAll(job.tags().entrySet());
            if (!own.isEmpty()) {
                lines.add("  " + task.name() + ": " + JobColumns.tags(own));
            }
        }
        if (!lines.isEmpty()) {
            out.println();
            out.println("Tags of tasks:");
            lines.forEach(out::println);
        }
    }

    private static void blocklist(JobView job, PrintWriter out) {
        List<String> lines = new ArrayList<>();
        for (TaskView task : job.tasks() == null ? List.<TaskView>of() : job.tasks()) {
            if (task.blocklist() != null) {
                String workers =
                        task.blocklist().stream().map(WorkerName::value).collect(Collectors.joining(", "));
                lines.add("  " + task.name() + ": " + workers);
            }
        }
        if (!lines.isEmpty()) {
            out.println();
            out.println("Get nothing of a task any more (puli job blocklist " + job.id() + " tells why):");
            lines.forEach(out::println);
        }
    }

    private static @Nullable String when(@Nullable Long time) {
        return time == null ? null : Times.local(time) + "  (" + Times.ago(time) + " ago)";
    }

    private static String counts(Counts counts) {
        List<String> parts = new ArrayList<>(List.of(JobColumns.progress(counts) + " done"));
        add(parts, counts.running(), "running");
        add(parts, counts.assigned(), "starting");
        add(parts, counts.ready(), "ready");
        add(parts, counts.blocked(), "blocked");
        add(parts, counts.failed(), "failed");
        add(parts, counts.canceled(), "canceled");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String word) {
        if (count > 0) {
            parts.add(count + " " + word);
        }
    }
}
