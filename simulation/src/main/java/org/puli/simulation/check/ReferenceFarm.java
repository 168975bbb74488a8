package org.puli.simulation.check;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.NumberRange;
import org.puli.api.WorkerName;
import org.puli.api.spec.Need;
import org.puli.api.spec.SeatsPer;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Duty;
import org.puli.api.view.Status;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.change.Part;

/** A farm in plain lists, without an index or a count that it does not need: slow, and easy to believe. */
public final class ReferenceFarm {
    /** Seats of a license. */
    static final class PlainLicense {
        int count;
        int outside;
        boolean isByWorker;
    }

    final TreeMap<JobId, PlainJob> jobs = new TreeMap<>();
    final TreeMap<WorkerName, PlainWorker> workers = new TreeMap<>();
    final TreeMap<LicenseName, PlainLicense> licenses = new TreeMap<>();

    /** Another one that is the same and goes its own way. */
    public ReferenceFarm copy() {
        ReferenceFarm copy = new ReferenceFarm();
        jobs.forEach((id, job) -> copy.jobs.put(id, job.copy(copy.jobs)));
        workers.forEach((name, worker) -> copy.workers.put(name, worker.copy()));
        licenses.forEach((name, license) -> {
            PlainLicense same = new PlainLicense();
            same.count = license.count;
            same.outside = license.outside;
            same.isByWorker = license.isByWorker;
            copy.licenses.put(name, same);
        });
        return copy;
    }

    /** Takes part in a change. */
    public void apply(Change.Lasting change) {
        switch (change) {
            case Change.JobSubmitted c -> submit(c);
            case Change.JobPaused c -> job(c.job()).isPaused = true;
            case Change.JobStopped c -> job(c.job()).isPaused = true;
            case Change.JobResumed c -> resume(c);
            case Change.NodePaused c -> job(c.job()).node(c.node()).isPaused = c.paused();
            case Change.CommandsMoved c -> move(job(c.job()), c);
            case Change.JobEdited c -> job(c.job()).edit(c.spec());
            case Change.TimeCome c -> job(c.job()).come(c.node(), c.place());
            case Change.WaitWaived c -> job(c.job()).come(c.node(), c.place());
            case Change.FileFound c -> job(c.job()).come(c.node(), c.place());
            case Change.JobArchived c -> jobs.remove(c.job());
            case Change.JobDeleted c -> jobs.remove(c.job());
            case Change.CommandAssigned c -> assign(c);
            case Change.CommandStarted c -> command(c.attempt()).status = Status.RUNNING;
            case Change.SeatsReleased c -> releaseSeats(c);
            case Change.CommandDone c -> endWell(c.run().attempt(), Status.DONE);
            case Change.CommandFailed c -> fail(c);
            case Change.CommandReturned c -> giveBack(c);
            case Change.CommandGrown c -> grow(c);
            case Change.CommandWaived c -> endWell(c.run().attempt(), Status.SKIPPED);
            case Change.CommandDue c ->
                requireNonNull(findCommand(c.command()), "the command of a change is there").isDelayed = false;
            case Change.CommandPreempted c -> command(c.attempt()).status = Status.READY;
            case Change.AttemptWithdrawn c -> withdraw(c);
            case Change.StartOverdue c -> command(c.attempt()).status = Status.READY;
            case Change.AttemptLost c -> lose(c.attempt());
            case Change.AttemptStopped c -> release(command(c.run().attempt()));
            case Change.LicenseReported c -> requireNonNull(licenses.get(c.license())).outside = c.outside();
            case Change.LicenseChanged c ->
                licenses.computeIfAbsent(c.license(), name -> new PlainLicense()).count = c.count();
            case Change.LicenseCounted c ->
                requireNonNull(licenses.get(c.license())).isByWorker = c.per() == SeatsPer.WORKER;
            case Change.OfWorker c -> apply(c);
            case Change.WorkerSuspected c -> worker(c.worker()).duty = Duty.QUARANTINED;
            case Change.ProbationBegun c -> worker(c.worker()).duty = Duty.PROBATION;
            case Change.WorkerTrusted c -> worker(c.worker()).trust();
            case Change.WorkerBlocked c -> job(c.job()).task(c.task()).blocked.add(c.worker());
            case Change.WorkerUnblocked c -> unblock(c);
            // How long jobs wait is measured by an invariant of its own.
            case Change.WaitsBegun _, Change.JobLifted _ -> {}
            case Change.EpochBegun _, Change.Audited _, Change.PoolChanged _, Change.PoolDeleted _ -> {}
            // What lies in the history is no part of who gets what.
            case Change.ArchiveMarked _ -> {}
            // Paths are no part of who gets what; that they are stored is seen by whoever compares rows.
            case Change.OfPaths c -> {}
        }
    }

    private void submit(Change.JobSubmitted c) {
        jobs.put(
                c.job(),
                new PlainJob(c.job(), c.firstTask().value(), c.firstCommand().value(), c.spec(), jobs));
    }

    private void apply(Change.OfWorker change) {
        switch (change) {
            case Change.WorkerRegistered c -> workers.put(c.worker(), new PlainWorker(c.facts(), c.bootId()));
            case Change.WorkerBooted c -> worker(c.worker()).bootId = c.bootId();
            case Change.WorkerChanged c -> worker(c.worker()).facts = c.facts();
            case Change.WorkerLost c -> worker(c.worker()).isOnline = false;
            case Change.WorkerReturned c -> worker(c.worker()).isOnline = true;
            case Change.WorkerSlept c -> worker(c.worker()).isOnline = false;
            case Change.SleepAsked c -> {}
            case Change.WakeSent c -> {}
            case Change.WakeGivenUp c -> {}
            case Change.DutyChanged c -> duty(c);
            case Change.CheckFailed c -> worker(c.worker()).duty = Duty.QUARANTINED;
            case Change.CheckPassed c -> worker(c.worker()).duty = Duty.ACTIVE;
            case Change.CapacitySet c -> capacity(c);
            case Change.PoolsOrdered c -> worker(c.worker()).poolOrder = c.pools();
            case Change.WorkerDeleted c -> delete(c);
            case Change.WorkerTagged c -> {}
            case Change.WorkerMoved c -> {}
            case Change.WorkerSeen c -> told(c.report());
            case Change.OrdersIssued c -> {}
        }
    }

    private static void move(PlainJob job, Change.CommandsMoved change) {
        List<PlainCommand> reached = new ArrayList<>();
        for (Part part : change.parts()) {
            for (PlainTask task : job.node(part.task()).tasks()) {
                List<PlainCommand> commands = task.commands();
                for (int place = 0; place < commands.size(); place++) {
                    boolean isMeant = part.status() == null || part.status() == task.shown(commands.get(place));
                    if (isMeant && isIn(place, part.places())) {
                        reached.add(commands.get(place));
                    }
                }
            }
        }
        if (change.move() == Move.RETRY || change.move() == Move.RETRY_ALL) {
            job.forgive();
        }
        reached.forEach(command -> move(command, change.move()));
    }

    private static void move(PlainCommand command, Move move) {
        if (move == Move.HOLD || move == Move.RELEASE) {
            command.isHeldBack = move == Move.HOLD && !command.status.isEnded();
        } else if (move.changes(command.status)) {
            command.status = move.to();
            command.isDelayed = false;
            command.isHeldBack &= !move.to().isEnded();
            boolean isForgiven = move == Move.RETRY || move == Move.RETRY_ALL;
            command.failures = isForgiven ? 0 : command.failures;
        }
    }

    private void resume(Change.JobResumed c) {
        job(c.job()).isPaused = false;
        job(c.job()).forgive();
    }

    /** What a worker says itself is known until the dispatcher dies. */
    void told(WorkerReport report) {
        worker(report.worker()).isWilling = report.availability() == null;
    }

    private void withdraw(Change.AttemptWithdrawn c) {
        PlainCommand command = command(c.attempt());
        command.status = c.killed() ? Status.CANCELED : Status.READY;
        command.isHeldBack &= !c.killed();
    }

    private void duty(Change.DutyChanged c) {
        worker(c.worker()).duty = c.duty();
        if (c.duty() == Duty.ACTIVE) {
            worker(c.worker()).trust();
        }
    }

    private void capacity(Change.CapacitySet c) {
        worker(c.worker()).coresSet = c.cores();
        worker(c.worker()).memorySet = c.memoryBytes();
    }

    private void delete(Change.WorkerDeleted c) {
        workers.remove(c.worker());
        jobs.values().forEach(job -> job.forget(c.worker()));
    }

    private void unblock(Change.WorkerUnblocked c) {
        job(c.job()).task(c.task()).blocked.remove(c.worker());
        job(c.job()).task(c.task()).failures.remove(c.worker());
    }

    private static boolean isIn(int place, List<NumberRange> places) {
        return places.isEmpty() || places.stream().anyMatch(range -> range.first() <= place && place <= range.last());
    }

    private void assign(Change.CommandAssigned change) {
        PlainCommand command = command(change.attempt());
        command.status = Status.ASSIGNED;
        command.attempt = change.attempt().attempt();
        command.leaseId = change.leaseId();
        command.holder = change.worker();
        command.held = command.need().granted(change.milliCores());
        hold(command, 1);
    }

    private void releaseSeats(Change.SeatsReleased change) {
        PlainCommand command = command(change.attempt());
        Need need = requireNonNull(command.held, "it held seats");
        hold(command, -1);
        command.held = need.without(change.licenses());
        hold(command, 1);
    }

    private void hold(PlainCommand command, int sign) {
        PlainWorker worker = worker(requireNonNull(command.holder, "somebody holds it"));
        Need need = requireNonNull(command.held, "what is held is known");
        worker.usedMilliCores += sign * need.milliCores();
        worker.usedMemoryBytes += sign * need.memoryBytes();
        worker.usedGpus += sign * need.gpus();
        worker.wholeCount += need.wholeMachine() ? sign : 0;
        worker.leaseCount += sign;
        command.task().ofJob().leaseCount += sign;
        if (sign > 0) {
            worker.held.add(need);
        } else {
            worker.held.remove(need);
        }
    }

    private void release(PlainCommand command) {
        hold(command, -1);
        command.holder = null;
        command.held = null;
        command.leaseId = 0;
    }

    private void end(AttemptRef attempt, Status to) {
        PlainCommand command = command(attempt);
        command.status = to;
        command.isHeldBack &= !to.isEnded();
        release(command);
    }

    private void endWell(AttemptRef attempt, Status to) {
        PlainCommand command = command(attempt);
        WorkerName holder = requireNonNull(command.holder, "somebody held it");
        command.task().failures.remove(holder);
        worker(holder).streak.clear();
        command.task().ofJob().countEnd();
        end(attempt, to);
    }

    private void countFailure(PlainCommand command, boolean isLast) {
        WorkerName holder = requireNonNull(command.holder, "somebody held it");
        PlainJob job = command.task().ofJob();
        command.task().failures.merge(holder, 1, Integer::sum);
        worker(holder).streak.put(job.id() + "/" + command.task().name(), job.id());
        job.failed += isLast ? 1 : 0;
        if (isLast) {
            job.countEnd();
        }
    }

    private void fail(Change.CommandFailed change) {
        countFailure(command(change.run().attempt()), !change.retry());
        end(change.run().attempt(), change.retry() ? Status.READY : Status.FAILED);
        PlainCommand command = command(change.run().attempt());
        command.failures++;
        command.isDelayed = change.delay() != null;
    }

    private void giveBack(Change.CommandReturned change) {
        end(change.run().attempt(), Status.READY);
        command(change.run().attempt()).isDelayed = true;
    }

    private void grow(Change.CommandGrown change) {
        end(change.run().attempt(), Status.READY);
        command(change.run().attempt()).grownMemory = change.memoryBytes();
    }

    private void lose(AttemptRef attempt) {
        PlainCommand command = command(attempt);
        if (command.status.isActive()) {
            command.status = Status.READY;
        }
        release(command);
    }

    /** A command that must be there. */
    public PlainCommand command(AttemptRef attempt) {
        return requireNonNull(findCommand(attempt.command()), "the command of a change is there");
    }

    /** A command; null when its job is not there. */
    public @Nullable PlainCommand findCommand(CommandId command) {
        for (PlainJob job : jobs.values()) {
            if (job.holds(command.value())) {
                return job.command(command.value());
            }
        }
        return null;
    }

    /** A job; null when it is not there. */
    public @Nullable PlainJob findJob(JobId job) {
        return jobs.get(job);
    }

    /** All jobs, in the order of their numbers. */
    public Collection<PlainJob> allJobs() {
        return jobs.values();
    }

    private PlainJob job(JobId job) {
        return requireNonNull(jobs.get(job), "the job of a change is there");
    }

    /** A worker that must be there. */
    public PlainWorker worker(WorkerName worker) {
        return requireNonNull(workers.get(worker), "the worker of a change is there");
    }

    /** How many seats of a license nobody holds, here or elsewhere; less than none after a cut. */
    public int freeSeats(LicenseName license) {
        PlainLicense seats = licenses.get(license);
        if (seats == null) {
            return 0;
        }
        int free = seats.count - seats.outside;
        for (PlainWorker worker : workers.values()) {
            free -= worker.seats(license, seats.isByWorker);
        }
        return free;
    }

    /** How many seats more would be in use if a worker held another command that asks for so many. */
    public int seatsMore(LicenseName license, PlainWorker worker, int asked) {
        PlainLicense seats = licenses.get(license);
        boolean isShared = seats != null && seats.isByWorker;
        return isShared ? Math.max(asked, worker.seats(license, true)) - worker.seats(license, true) : asked;
    }
}
