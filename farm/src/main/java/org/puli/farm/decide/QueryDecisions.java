package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.CommandView;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.api.view.WaitingReason;
import org.puli.farm.CommandShow;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.JobShow;
import org.puli.farm.Node;
import org.puli.farm.Task;
import org.puli.farm.request.FindNode;
import org.puli.farm.request.ListCommands;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.ShowCommand;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.ShowSpec;

/** Questions that change nothing; their answers wait for the batch before them all the same. */
final class QueryDecisions {
    private final Function<Job, @Nullable WaitingReason> waiting;

    QueryDecisions(Function<Job, @Nullable WaitingReason> waiting) {
        this.waiting = waiting;
    }

    Decision<JobView> show(Farm farm, ShowJob request) {
        Job job = farm.findJob(request.job());
        if (job == null) {
            return Unknown.job(farm, request.job());
        }
        return Decision.of(f -> JobShow.whole(job, waiting.apply(job)));
    }

    Decision<JobSpec> show(Farm farm, ShowSpec request) {
        Job job = farm.findJob(request.job());
        return job == null ? Unknown.job(farm, request.job()) : Decision.of(f -> job.spec());
    }

    Decision<FindNode.Place> find(Farm farm, FindNode request) {
        Node node = farm.findNode(request.node());
        if (node == null) {
            return Unknown.task(request.node());
        }
        Job job = node.job();
        int number = (int) (node.id().value() - job.nodes().getFirst().id().value());
        return Decision.of(f -> new FindNode.Place(job.id(), job.spec(), number));
    }

    Decision<CommandView> show(Farm farm, ShowCommand request) {
        Task task = farm.findTask(request.command());
        if (task == null) {
            return Unknown.command(request.command());
        }
        return Decision.of(f -> CommandShow.view(task, task.indexOf(request.command())));
    }

    Decision<Page<CommandView>> list(Farm farm, ListCommands request) {
        Job job = farm.findJob(request.job());
        if (job == null) {
            return Unknown.job(farm, request.job());
        }
        String wanted = request.task();
        List<Task> tasks = job.tasks().stream()
                .filter(task -> wanted == null || isNamed(task, wanted))
                .toList();
        if (tasks.isEmpty() && wanted != null) {
            return Decision.refuse(Kind.UNKNOWN, "unknown-task", "job " + job.id() + " has no task '" + wanted + "'");
        }
        return Decision.of(f -> page(tasks, request));
    }

    private static boolean isNamed(Task task, String wanted) {
        return task.name().equals(wanted) || task.id().toString().equals(wanted);
    }

    private static Page<CommandView> page(List<Task> tasks, ListCommands request) {
        List<CommandView> items = new ArrayList<>();
        long total = 0;
        for (Task task : tasks) {
            total = request.status() == null
                    ? addSlice(task, request, total, items)
                    : addMatching(task, request, total, items);
        }
        return new Page<>(items, total, request.offset());
    }

    private static long addSlice(Task task, ListCommands request, long before, List<CommandView> items) {
        // A page that has begun goes on with the first command of the next task.
        long from = Math.max(0, request.offset() - before);
        for (long i = from; i < task.commandCount() && items.size() < request.limit(); i++) {
            items.add(CommandShow.view(task, (int) i));
        }
        return before + task.commandCount();
    }

    private static long addMatching(Task task, ListCommands request, long before, List<CommandView> items) {
        long total = before;
        for (int i = 0; i < task.commandCount(); i++) {
            if (task.status(i) == request.status()) {
                if (total >= request.offset() && items.size() < request.limit()) {
                    items.add(CommandShow.view(task, i));
                }
                total++;
            }
        }
        return total;
    }
}
