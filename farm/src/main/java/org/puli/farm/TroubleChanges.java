package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.view.Duty;
import org.puli.farm.change.Change;
import org.puli.farm.change.Delay;

/** How changes are applied that follow from failures: blocklists, quarantine, and what is counted for them. */
final class TroubleChanges {
    private final Farm farm;

    TroubleChanges(Farm farm) {
        this.farm = farm;
    }

    void blocked(Change.WorkerBlocked change) {
        Task task = task(change.job(), change.task());
        Worker worker = worker(change.worker());
        farm.touched().block(task.blocks().block(worker, change.by(), change.reason(), change.at()));
        stir(task);
    }

    void unblocked(Change.WorkerUnblocked change) {
        Task task = task(change.job(), change.task());
        farm.touched().block(task.blocks().unblock(worker(change.worker())));
        stir(task);
    }

    /** Whoever stirs a task stirs its job too. */
    private void stir(Task task) {
        task.job().stir(task);
        farm.stir(task.job());
    }

    void suspected(Change.WorkerSuspected change) {
        Worker worker = worker(change.worker());
        worker.suspect(change.reason(), change.delay());
        touch(worker);
    }

    void onProbation(WorkerName name) {
        Worker worker = worker(name);
        worker.duty(Duty.PROBATION, worker.pauseReason());
        touch(worker);
    }

    void trusted(WorkerName name) {
        Worker worker = worker(name);
        worker.trust();
        touch(worker);
    }

    void anchored(Change.DelaysAnchored change) {
        for (Command command : farm.deadlines().unanchored()) {
            long most = pause(command).toMillis();
            command.anchor(requireNonNull(command.delay()).anchored(change.wallAt(), change.monoAt(), most));
        }
        farm.deadlines().lifts().unanchored().forEach(wait -> wait.anchor(change.wallAt(), change.monoAt()));
        for (Worker worker : farm.workers()) {
            Delay probation = worker.probation();
            if (probation != null && !probation.isAnchored()) {
                worker.probation(probation.anchored(change.wallAt(), change.monoAt(), change.longestProbation()));
            }
        }
        farm.licenses().forEach(license -> license.anchor(change.wallAt(), change.monoAt()));
    }

    /** Counts a failed attempt against whatever may be at fault; {@code isLast} when the command has no more tries. */
    void failed(Command command, Worker worker, boolean isLast) {
        Task task = command.task();
        farm.touched().block(task.blocks().failed(worker));
        worker.streak(worker.streak().with(task.id(), task.job().id()));
        farm.touched().worker(worker);
        if (isLast) {
            task.job().countEnd(true);
        }
    }

    /** An attempt went well: its worker is forgiven. */
    void succeeded(Command command, Worker worker) {
        Blocklist.@Nullable Entry forgiven = command.task().blocks().succeeded(worker);
        if (forgiven != null) {
            farm.touched().block(forgiven);
        }
        if (!worker.streak().isEmpty()) {
            worker.streak(FailureStreak.NONE);
            farm.touched().worker(worker);
        }
        command.task().job().countEnd(false);
    }

    private void touch(Worker worker) {
        farm.touched().worker(worker);
        farm.stirred().worker(worker);
    }

    private Task task(JobId job, TaskId task) {
        Job entity = requireNonNull(farm.findJob(job), "the job of a decided change is there");
        return requireNonNull(entity.findTask(task), "the task of a decided change is there");
    }

    private Worker worker(WorkerName name) {
        return requireNonNull(farm.findWorker(name), "the worker of a decided change is there");
    }

    /** The pause that it has after what became of it last. */
    private static Duration pause(Command command) {
        FailurePolicy policy = command.task().policy();
        int returns = command.returns();
        return returns > 0
                ? policy.pauseAfterReturn(returns, true)
                : policy.pauseAfter(Math.max(1, command.failures()));
    }
}
