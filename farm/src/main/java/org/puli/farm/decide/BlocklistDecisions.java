package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.view.BlockView;
import org.puli.api.view.Page;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.ShowBlocklist;

/** Which workers get nothing of a task: shown, added by hand, cleared. Every verb may be repeated. */
final class BlocklistDecisions {
    Decision<Page<BlockView>> show(Farm farm, ShowBlocklist request) {
        Job job = farm.findJob(request.job());
        if (job == null) {
            return Unknown.job(farm, request.job());
        }
        return Decision.of(f -> page(job, request.offset(), request.limit()));
    }

    Decision<Page<BlockView>> block(Farm farm, BlockWorker request, Moment now) {
        Job job = farm.findJob(request.job());
        Worker worker = farm.findWorker(request.worker());
        if (job == null) {
            return Unknown.job(farm, request.job());
        }
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        List<Task> tasks = tasks(job, request.task());
        if (tasks.isEmpty()) {
            return unknownTask(job.id(), request.task());
        }
        String reason = request.reason() == null ? "by hand" : request.reason();
        List<Change> changes = new ArrayList<>();
        for (Task task : tasks) {
            if (!task.isBlocked(worker)) {
                changes.add(new Change.WorkerBlocked(
                        job.id(), task.id(), worker.name(), request.user(), reason, now.wall()));
            }
        }
        return Decision.<Page<BlockView>>of(changes, f -> page(job, 0, Page.MAXIMUM))
                .noted(BlocklistWords.blocked(job, request.task(), tasks, worker, reason));
    }

    Decision<Page<BlockView>> clear(Farm farm, ClearBlocklist request) {
        Job job = farm.findJob(request.job());
        if (job == null) {
            return Unknown.job(farm, request.job());
        }
        if (request.worker() != null && farm.findWorker(request.worker()) == null) {
            return Unknown.worker(request.worker());
        }
        List<Task> tasks = tasks(job, request.task());
        if (tasks.isEmpty()) {
            return unknownTask(job.id(), request.task());
        }
        List<Change> changes = new ArrayList<>();
        for (Task task : tasks) {
            for (Worker worker : task.blocks().named()) {
                if (request.worker() == null || request.worker().equals(worker.name())) {
                    changes.add(new Change.WorkerUnblocked(job.id(), task.id(), worker.name()));
                }
            }
        }
        return Decision.<Page<BlockView>>of(changes, f -> page(job, 0, Page.MAXIMUM))
                .noted(BlocklistWords.cleared(job, request.task(), tasks, request.worker()));
    }

    private static List<Task> tasks(Job job, @Nullable String wanted) {
        return job.tasks().stream()
                .filter(task -> wanted == null
                        || task.name().equals(wanted)
                        || task.id().toString().equals(wanted))
                .toList();
    }

    private static Decision<Page<BlockView>> unknownTask(JobId job, @Nullable String task) {
        return Decision.refuse(Kind.UNKNOWN, "unknown-task", "job " + job + " has no task '" + task + "'");
    }

    private static Page<BlockView> page(Job job, long offset, int limit) {
        List<BlockView> items = new ArrayList<>();
        long total = 0;
        for (Task task : job.tasks()) {
            for (BlockView view : task.blocks().views()) {
                if (total >= offset && items.size() < limit) {
                    items.add(view);
                }
                total++;
            }
        }
        return new Page<>(items, total, offset);
    }
}
