package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.LicenseName;
import org.puli.api.spec.Need;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.farm.change.Change;
import org.puli.farm.row.AttemptRow.Outcome;

/** How changes of commands are applied. */
final class CommandChanges {
    private final Farm farm;
    private final TroubleChanges trouble;

    CommandChanges(Farm farm) {
        this.farm = farm;
        this.trouble = new TroubleChanges(farm);
    }

    void apply(Change.OfCommand change) {
        switch (change) {
            case Change.CommandAssigned c -> assigned(c);
            case Change.CommandStarted c -> started(c);
            case Change.SeatsReleased c -> seatsReleased(c);
            case Change.CommandDone c -> done(c);
            case Change.CommandFailed c -> failed(c);
            case Change.CommandReturned c -> returned(c);
            case Change.CommandGrown c -> grown(c);
            case Change.CommandWaived c -> waived(c);
            case Change.CommandDue c -> due(c);
            case Change.CommandPreempted c -> preempted(c);
            case Change.AttemptWithdrawn c -> withdrawn(c);
            case Change.StartOverdue c -> overdue(c);
            case Change.AttemptLost c -> lost(c);
            case Change.AttemptStopped c -> stopped(c);
            case Change.Progressed c -> progressed(c);
        }
    }

    private void assigned(Change.CommandAssigned change) {
        CommandId id = change.attempt().command();
        Task task = requireNonNull(farm.findTask(id), "the task of a decided change is there");
        Worker worker = requireNonNull(farm.findWorker(change.worker()), "its worker is there");
        Command command = task.touch(task.indexOf(id));
        Need grant = command.need().granted(change.milliCores());
        command.assign(worker, change.attempt().attempt(), grant, change.leaseId(), change.at());
        farm.numbers().leased();
        take(command, worker);
        serve(command);
        finish(command, 0);
    }

    /**
     * Start-time fair queueing: the job moves on by what the command costs for its weight. Whoever held nothing may
     * have been away, and comes back where the others are; or it waited for its turn, so it may be behind them by that
     * much.
     */
    private void serve(Command command) {
        Job job = command.task().job();
        double step = command.held().cost() / job.weight();
        double from =
                Math.max(job.startMark(), job.leaseCount() == 1 ? farm.turns().mark(job.pool()) - step : 0);
        command.task().serve(command.held().cost());
        job.serve(from + step);
        farm.turns().serve(job, from, command.held().cost());
        job.waiting().restart();
    }

    private void started(Change.CommandStarted change) {
        Command command = command(change.attempt());
        command.start(change.startedAt());
        command.task().job().started(change.startedAt());
        finish(command, 0);
    }

    private void seatsReleased(Change.SeatsReleased change) {
        Command command = command(change.attempt());
        Worker worker = holder(command);
        Map<LicenseName, Integer> released = new TreeMap<>(command.held().licenses());
        released.keySet().retainAll(change.licenses());
        command.keep(command.held().without(change.licenses()));
        seats(worker, released, -1);
        shown(worker);
        farm.touched().command(command);
    }

    private void done(Change.CommandDone change) {
        Command command = begin(change.run(), Outcome.DONE, change.at());
        trouble.succeeded(command, holder(command));
        command.end(Status.DONE, change.run(), null, change.at());
        command.task().took(change.run().endedAt() - change.run().startedAt());
        end(command, change.run(), change.at());
    }

    private void failed(Change.CommandFailed change) {
        boolean isForMemory = change.run().cause() == EndedRun.Cause.OVER_MEMORY;
        Command command = begin(change.run(), isForMemory ? Outcome.OVER_MEMORY : Outcome.FAILED, change.at());
        trouble.failed(command, holder(command), !change.retry());
        command.fail(change.run(), change);
        end(command, change.run(), change.at());
    }

    private void returned(Change.CommandReturned change) {
        Command command = begin(change.run(), Outcome.RETURNED, change.at());
        command.giveBack(change.run(), change);
        end(command, change.run(), change.at());
    }

    private void grown(Change.CommandGrown change) {
        Command command = begin(change.run(), Outcome.OVER_MEMORY, change.at());
        command.grow(change.run(), change);
        end(command, change.run(), change.at());
    }

    private void waived(Change.CommandWaived change) {
        Command command = begin(change.run(), Outcome.SKIPPED, change.at());
        trouble.succeeded(command, holder(command));
        command.end(Status.SKIPPED, change.run(), change.reason(), change.at());
        end(command, change.run(), change.at());
    }

    private Command begin(EndedRun run, Outcome outcome, long at) {
        Command command = command(run.attempt());
        tried(command, outcome, run, at);
        return command;
    }

    private void tried(Command command, Outcome outcome, EndedRun run, long at) {
        farm.touched().attempt(command.task().job(), Attempts.row(command, outcome, run), at);
    }

    private void end(Command command, EndedRun run, long at) {
        if (run.startedAt() > 0) {
            command.task().job().started(run.startedAt());
        }
        release(command);
        finish(command, at);
    }

    private void due(Change.CommandDue change) {
        Command command =
                requireNonNull(farm.findCommand(change.command()), "the command of a decided change is there");
        command.anchor(null);
        finish(command, 0);
    }

    private void overdue(Change.StartOverdue change) {
        Command command = command(change.attempt());
        command.overdue(change.reason());
        moved(holder(command));
        finish(command, 0);
    }

    private void withdrawn(Change.AttemptWithdrawn change) {
        Command command = command(change.attempt());
        if (change.killed()) {
            command.settle(Status.CANCELED, change.reason(), change.at());
        } else {
            command.takeBack(change.reason());
        }
        moved(holder(command));
        finish(command, change.at());
    }

    private void preempted(Change.CommandPreempted change) {
        Command command = command(change.attempt());
        command.preempt(change.share());
        farm.held().note(command);
        moved(holder(command));
        finish(command, 0);
    }

    void deprived(Change.ShareDeprived change) {
        Pool pool = farm.findPool(change.share().pool());
        Share share = pool == null ? null : pool.findShare(change.share().share());
        if (share != null) {
            share.deprived(change.sinceMono());
        }
    }

    private void lost(Change.AttemptLost change) {
        Command command = command(change.attempt());
        boolean wanted = command.status().isActive();
        EndedRun run = new EndedRun(
                change.attempt(),
                command.leaseId(),
                EndedRun.Outcome.STOPPED,
                null,
                null,
                change.reason(),
                command.startedAt(),
                change.at(),
                0,
                0,
                null,
                0,
                0);
        tried(command, wanted ? Outcome.LOST : Attempts.unwanted(command), run, change.at());
        if (wanted) {
            command.lose(change.reason());
        }
        release(command);
        finish(command, change.at());
    }

    private void stopped(Change.AttemptStopped change) {
        Command command = command(change.run().attempt());
        tried(command, Attempts.unwanted(command), change.run(), change.at());
        release(command);
        finish(command, change.at());
    }

    private void progressed(Change.Progressed change) {
        change.told().forEach((attempt, progress) -> {
            Command command = farm.findCommand(attempt.command());
            if (command != null && command.attempt() == attempt.attempt()) {
                command.told(progress);
            }
        });
    }

    void take(Command command, Worker worker) {
        worker.take(command);
        farm.held().taken(command);
        command.task().job().take(command.held());
        command.task().use(command.held().milliCost(), 1);
        seats(worker, command.held().licenses(), 1);
        shown(worker);
        if (command.held().licenses().isEmpty()) {
            farm.stirred().filled(worker);
        } else {
            // Whoever lacked a seat may have found one here.
            farm.stirred().freed(worker);
        }
    }

    private void release(Command command) {
        Worker worker = holder(command);
        Need held = command.held();
        worker.release(command);
        command.release();
        farm.held().released(command);
        command.task().job().release(held);
        command.task().use(-held.milliCost(), -1);
        seats(worker, held.licenses(), -1);
        moved(worker);
    }

    private static Worker holder(Command command) {
        return requireNonNull(command.holder(), "a decided change releases a lease that is held");
    }

    private void seats(Worker worker, Map<LicenseName, Integer> licenses, int sign) {
        licenses.forEach((name, seats) -> {
            License license = farm.findLicense(name);
            if (license != null && license.take(worker, sign * seats)) {
                farm.touched().shown(license);
                farm.stirred().license(license);
            }
        });
    }

    private void moved(Worker worker) {
        shown(worker);
        farm.stirred().freed(worker);
    }

    private void shown(Worker worker) {
        farm.touched().shown(worker);
        farm.ordersDue(worker);
    }

    private void finish(Command command, long at) {
        Job job = command.task().job();
        command.task().refresh();
        farm.touched().command(command);
        farm.settle(job, at);
        showPool(job);
    }

    /** What a job holds counts in its pool, also where its worker has left that. */
    private void showPool(Job job) {
        Pool pool = farm.findPool(job.pool());
        if (pool != null) {
            farm.touched().shown(pool);
        }
    }

    private Command command(AttemptRef attempt) {
        @Nullable Command command = farm.findCommand(attempt.command());
        return requireNonNull(command, "the command of a decided change is there");
    }
}
