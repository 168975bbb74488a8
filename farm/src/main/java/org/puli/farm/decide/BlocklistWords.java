package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.view.BlockView;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.Worker;

/** What the audit says of a blocklist: which workers stood on it and which do then, and why each. Stateless. */
final class BlocklistWords {
    private BlocklistWords() {}

    /** What people add a worker for. */
    static Note blocked(Job job, @Nullable String wanted, List<Task> tasks, Worker worker, String reason) {
        Map<Task, List<String>> before = new LinkedHashMap<>();
        Map<Task, List<String>> after = new LinkedHashMap<>();
        for (Task task : tasks) {
            List<String> own = blocked(task);
            before.put(task, own);
            List<String> then = new ArrayList<>(own);
            if (!task.isBlocked(worker)) {
                then.add(worker.name() + " (" + reason + ")");
            }
            after.put(task, then);
        }
        return note(target(job, wanted, tasks), job, worker.name(), text(before), text(after));
    }

    /** What is cleared: also what only failed somewhere, for that is forgiven. */
    static Note cleared(Job job, @Nullable String wanted, List<Task> tasks, @Nullable WorkerName worker) {
        Map<Task, List<String>> before = new LinkedHashMap<>();
        Map<Task, List<String>> after = new LinkedHashMap<>();
        for (Task task : tasks) {
            before.put(task, named(task, other -> true));
            after.put(task, named(task, other -> worker != null && !other.name().equals(worker)));
        }
        return note(target(job, wanted, tasks), job, worker, text(before), text(after));
    }

    private static Note note(String target, Job job, @Nullable WorkerName worker, String before, String after) {
        return new Note("blocklist", target, job.id(), worker, before, after);
    }

    private static String target(Job job, @Nullable String wanted, List<Task> tasks) {
        return wanted == null
                ? "job " + job.id()
                : "task " + tasks.stream().map(Task::name).collect(Collectors.joining(", ")) + " of job " + job.id();
    }

    private static List<String> blocked(Task task) {
        return task.blocks().views().stream().map(BlocklistWords::text).toList();
    }

    private static List<String> named(Task task, Predicate<Worker> which) {
        Map<WorkerName, String> reasons = new LinkedHashMap<>();
        task.blocks().views().forEach(view -> reasons.put(view.worker(), text(view)));
        List<String> words = new ArrayList<>();
        for (Worker worker : task.blocks().named()) {
            if (which.test(worker)) {
                int failures = task.blocks().failuresOn(worker);
                String failed = worker.name() + " (failed " + (failures == 1 ? "once" : failures + " times") + ")";
                words.add(reasons.getOrDefault(worker.name(), failed));
            }
        }
        return words;
    }

    private static String text(BlockView view) {
        return view.worker() + " (" + view.reason() + ")";
    }

    /** Once for all tasks where they say the same, else task by task, without those that say nothing. */
    private static String text(Map<Task, List<String>> byTask) {
        if (byTask.values().stream().distinct().count() == 1) {
            return String.join(", ", byTask.values().iterator().next());
        }
        return byTask.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey().name() + ": " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }
}
