package org.puli.simulation.invariant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.view.Duty;
import org.puli.api.view.LicenseView;
import org.puli.api.view.Status;
import org.puli.api.view.WorkerView;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.Move;
import org.puli.farm.request.ArchiveJob;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Target;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.simulation.check.PlainCommand;
import org.puli.simulation.check.Reference;
import org.puli.simulation.people.Promises;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/** Whatever somebody was told stays true until somebody asks for something else, whatever crashes. */
public final class Acknowledged implements Promises, Witness {
    private final Durable durable;
    private final Reference reference;
    private final Map<String, JobId> byKey = new TreeMap<>();
    private final TreeSet<JobId> jobs = new TreeSet<>();
    private final Map<JobId, JobSpec> specs = new TreeMap<>();
    private final Map<JobId, Boolean> paused = new TreeMap<>();
    private final TreeSet<JobId> canceled = new TreeSet<>();
    private final TreeSet<JobId> retried = new TreeSet<>();
    /** Jobs that were retried together with all that waits for them. */
    private final TreeSet<JobId> retriedOn = new TreeSet<>();
    /** Jobs of which something was made ready again since somebody asked to cancel them. */
    private final TreeSet<JobId> revived = new TreeSet<>();

    private final TreeSet<JobId> deleted = new TreeSet<>();
    /** Jobs that have left memory, or were about to when the dispatcher died: nothing is said of them any more. */
    private final TreeSet<JobId> archived = new TreeSet<>();

    private final Map<LicenseName, LicenseView> licenses = new TreeMap<>();
    private final Map<WorkerName, List<String>> offers = new TreeMap<>();
    private final Map<WorkerName, Duty> duties = new TreeMap<>();
    private final Map<CommandId, JobId> done = new TreeMap<>();
    /** What the farm did to jobs and workers by itself since a person last let them go on. */
    private final TreeSet<JobId> stopped = new TreeSet<>();

    private final TreeSet<WorkerName> suspected = new TreeSet<>();

    /** Reads from what is durable which ends were accepted. */
    public Acknowledged(Durable durable, Reference reference) {
        this.durable = durable;
        this.reference = reference;
    }

    @Override
    public void asked(Request<?> request) {
        switch (request) {
            case PauseJob r -> paused.remove(job(r.target()));
            case ResumeJob r -> paused.remove(job(r.target()));
            case RetryJob r -> {
                canceled.remove(job(r.what().target()));
                retried.add(job(r.what().target()));
                if (r.what().cascade()) {
                    retriedOn.add(job(r.what().target()));
                }
            }
            case CancelJob r -> revived.remove(job(r.what().target()));
            case EditJob r -> specs.remove(job(r.target()));
            case DeleteJob r -> forget(r.job());
            case ArchiveJob r -> forget(r.job());
            case SetLicense r -> licenses.remove(r.license().name());
            case PauseWorker r -> duties.remove(r.worker());
            case ResumeWorker r -> duties.remove(r.worker());
            case DrainWorker r -> duties.remove(r.worker());
            case QuarantineWorker r -> duties.remove(r.worker());
            case ReleaseWorker r -> duties.remove(r.worker());
            case DeleteWorker r -> {
                duties.remove(r.worker());
                offers.remove(r.worker());
            }
            case EditWorker r -> offers.remove(r.worker());
            default -> {}
        }
    }

    private void forget(JobId job) {
        jobs.remove(job);
        specs.remove(job);
        paused.remove(job);
        canceled.remove(job);
        done.values().removeIf(job::equals);
    }

    @Override
    public void answered(Request<?> request, @Nullable Object answer) {
        switch (request) {
            case SubmitJob r -> submitted(r, answer);
            case PauseJob r -> paused(r.target(), true);
            case ResumeJob r -> {
                if (!stopped.contains(job(r.target()))) {
                    paused(r.target(), false);
                }
            }
            case CancelJob r -> {
                JobId own = job(r.what().target());
                if (r.what().equals(Selection.of(own)) && !revived.contains(own)) {
                    canceled.add(own);
                }
            }
            case EditJob r -> {
                if (answer instanceof Optional<?> edited && edited.isPresent()) {
                    specs.put(job(r.target()), r.after());
                }
            }
            case DeleteJob r -> deleted.add(r.job());
            case ArchiveJob r -> deleted.add(r.job());
            case SetLicense r -> {
                if (answer instanceof LicenseView view) {
                    licenses.put(r.license().name(), view);
                }
            }
            case PauseWorker r -> promise(r.worker(), Duty.PAUSED);
            case ResumeWorker r -> promise(r.worker(), Duty.ACTIVE);
            case DrainWorker r -> promise(r.worker(), Duty.DRAINING);
            case QuarantineWorker r -> promise(r.worker(), Duty.QUARANTINED);
            case ReleaseWorker r -> {
                if (answer instanceof WorkerView view) {
                    promise(r.worker(), view.duty());
                }
            }
            case EditWorker r -> {
                if (answer instanceof WorkerView view) {
                    offers.put(r.worker(), view.tags());
                }
            }
            default -> {}
        }
    }

    private void paused(Target target, boolean to) {
        if (target instanceof Target.WholeJob) {
            paused.put(job(target), to);
        }
    }

    private static JobId job(Target target) {
        return switch (target) {
            case Target.WholeJob t -> t.job();
            case Target.NodeOfJob t -> t.job();
            case Target.Tagged t -> t.job();
            case Target.Node t -> throw new IllegalArgumentException("nobody names tasks by number here: " + t);
            case Target.One t -> throw new IllegalArgumentException("nobody names commands by number here: " + t);
        };
    }

    private void submitted(SubmitJob request, @Nullable Object answer) {
        if (answer instanceof SubmitJob.Taken taken) {
            JobId job = taken.job().id();
            JobId before = byKey.put(String.valueOf(request.submissionKey()), job);
            Broken.unless(
                    before == null || before.equals(job),
                    "key %s was answered with job %s and then with job %s",
                    request.submissionKey(),
                    before,
                    job);
            if (archived.contains(job) || taken.job().archivedAt() != null) {
                return;
            }
            // Somebody who asked again may have edited it since the first time.
            if (jobs.add(job)) {
                specs.put(job, request.spec());
            }
            Broken.unless(durable.findJob(job.value()) != null, "job %s is acknowledged and not stored", job);
        }
    }

    @Override
    public void ordered(WorkerName worker, WorkerOrders orders) {
        for (AttemptRef attempt : orders.forget()) {
            CommandRow row = durable.findCommand(attempt.command().value());
            // A person may have retried or deleted it since the batch of these orders was closed.
            PlainCommand now = reference.live().findCommand(attempt.command());
            boolean isStillDone = now != null && now.status() == Status.DONE;
            if (row != null && isStillDone && isEndOf(attempt, row)) {
                done.put(attempt.command(), new JobId(row.jobId()));
            }
        }
    }

    private static boolean isEndOf(AttemptRef attempt, CommandRow row) {
        return row.attempt() == attempt.attempt() && row.status() == Status.DONE;
    }

    @Override
    public void changing(Farm farm, Change change) {
        noteOwnDoing(change);
        if (change instanceof Change.CommandAssigned assigned) {
            CommandId command = assigned.attempt().command();
            Broken.unless(!done.containsKey(command), "command %s is done and starts again", command);
        } else if (change instanceof Change.CommandsMoved moved) {
            if (moved.move() == Move.RETRY || moved.move() == Move.RETRY_ALL) {
                retried(moved.job());
            }
            done.values().removeIf(job -> moved.move() == Move.RETRY_ALL && job.equals(moved.job()));
        } else if (change instanceof Change.JobDeleted delete) {
            done.values().removeIf(delete.job()::equals);
        } else if (change instanceof Change.JobArchived archive) {
            archived.add(archive.job());
            forget(archive.job());
        }
    }

    private void retried(JobId job) {
        boolean isAsked = retried.contains(job)
                || Chain.of(reference.live(), job).stream().anyMatch(retriedOn::contains);
        Broken.unless(isAsked, "job %s is retried and nobody asked for that", job);
        canceled.remove(job);
        revived.add(job);
    }

    private void promise(WorkerName worker, Duty duty) {
        if (!suspected.contains(worker)) {
            duties.put(worker, duty);
        }
    }

    /** A promise holds until the farm itself has a reason to do otherwise, be it before the promise was heard. */
    private void noteOwnDoing(Change change) {
        switch (change) {
            case Change.JobStopped c -> {
                paused.remove(c.job());
                stopped.add(c.job());
            }
            case Change.JobResumed c -> stopped.remove(c.job());
            case Change.WorkerSuspected c -> suspect(c.worker());
            case Change.CheckFailed c -> suspect(c.worker());
            case Change.DutyChanged c -> suspected.remove(c.worker());
            default -> {}
        }
    }

    private void suspect(WorkerName worker) {
        duties.remove(worker);
        suspected.add(worker);
    }

    @Override
    public void loaded(Farm farm, FarmRows rows) {
        check(farm);
    }

    /** Looks whether all of it is so. */
    public void check(Farm farm) {
        jobs.forEach(id -> check(farm.findJob(id), id));
        deleted.forEach(id -> Broken.unless(farm.findJob(id) == null, "job %s was deleted and is there", id));
        done.forEach((id, job) -> {
            Command command = farm.findCommand(id);
            boolean isDone = command != null && command.status() == Status.DONE;
            Broken.unless(isDone, "command %s was accepted as done and is not", id);
        });
        licenses.forEach((name, view) -> {
            License license = farm.findLicense(name);
            boolean isSo = license != null && license.count() == view.count() && license.per() == view.per();
            Broken.unless(isSo, "license %s was set to %s per %s and is not", name, view.count(), view.per());
        });
        offers.forEach((name, tags) -> {
            Worker worker = farm.findWorker(name);
            Broken.unless(
                    worker != null && worker.tags().equals(tags), "worker %s was tagged %s and is not", name, tags);
        });
        duties.forEach((name, duty) -> {
            Worker worker = farm.findWorker(name);
            Broken.unless(worker != null && worker.duty() == duty, "worker %s was made %s and is not", name, duty);
        });
    }

    private void check(@Nullable Job job, JobId id) {
        if (job == null) {
            throw new Broken("job %s was acknowledged and is not there".formatted(id));
        }
        JobSpec spec = specs.get(id);
        Broken.unless(spec == null || job.spec().equals(spec), "job %s is not what was submitted or edited", id);
        Boolean isPaused = paused.get(id);
        Broken.unless(
                isPaused == null || isPaused == job.isPaused(), "job %s was acknowledged as paused: %s", id, isPaused);
        Broken.unless(
                !canceled.contains(id) || job.counts().ended() == job.counts().total(),
                "job %s was canceled and has work left",
                id);
    }
}
