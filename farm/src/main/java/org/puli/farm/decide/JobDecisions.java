package org.puli.farm.decide;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.TaskId;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.JobView;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.JobShow;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.SubmitJob;

/** How jobs come and go. */
final class JobDecisions {
    private final Function<Job, @Nullable WaitingReason> waiting;

    JobDecisions(Function<Job, @Nullable WaitingReason> waiting) {
        this.waiting = waiting;
    }

    Decision<SubmitJob.Taken> submit(Farm farm, SubmitJob request, Moment now) {
        Job known = request.submissionKey() == null ? null : farm.findJob(request.submissionKey());
        if (known != null) {
            return Decision.of(f -> new SubmitJob.Taken(whole(known), false));
        }
        JobSpec spec = request.spec();
        if (farm.findPool(spec.pool()) == null) {
            return Decision.refuse(
                    Kind.UNPROCESSABLE, "unknown-pool", Unknown.pool(farm, spec.pool()) + "; the job was not taken");
        }
        LicenseName unknown = findUnknownLicense(farm, spec);
        if (unknown != null) {
            String detail = Unknown.license(farm, unknown) + "; the job was not taken";
            return Decision.refuse(Kind.UNPROCESSABLE, "unknown-license", detail);
        }
        JobId id = new JobId(farm.numbers().job());
        Change submitted = new Change.JobSubmitted(
                id,
                new TaskId(farm.numbers().task()),
                new CommandId(farm.numbers().command()),
                request.user(),
                request.submissionKey(),
                spec,
                now.wall());
        Note note = Note.of(id, "submit", "job " + id, "", spec.name() + ", " + spec.commandCount() + " commands");
        return Decision.of(submitted, f -> new SubmitJob.Taken(whole(job(f, id)), true))
                .noted(note);
    }

    private static @Nullable LicenseName findUnknownLicense(Farm farm, JobSpec spec) {
        LicenseName unknown = findUnknown(farm, spec.settings().licenses());
        return unknown != null ? unknown : findUnknown(farm, spec.tasks(), spec.groups());
    }

    private static @Nullable LicenseName findUnknown(Farm farm, List<TaskSpec> tasks, List<GroupSpec> groups) {
        for (TaskSpec task : tasks) {
            LicenseName unknown = findUnknown(farm, task.settings().licenses());
            if (unknown != null) {
                return unknown;
            }
        }
        for (GroupSpec group : groups) {
            LicenseName own = findUnknown(farm, group.settings().licenses());
            LicenseName unknown = own != null ? own : findUnknown(farm, group.tasks(), group.groups());
            if (unknown != null) {
                return unknown;
            }
        }
        return null;
    }

    private static @Nullable LicenseName findUnknown(Farm farm, @Nullable Map<LicenseName, Integer> licenses) {
        if (licenses != null) {
            for (LicenseName license : licenses.keySet()) {
                if (farm.findLicense(license) == null) {
                    return license;
                }
            }
        }
        return null;
    }

    Decision<@Nullable Void> delete(Farm farm, DeleteJob request) {
        Job job = farm.findJob(request.job());
        if (job == null) {
            return Unknown.job(farm, request.job());
        }
        if (job.leaseCount() > 0) {
            return Decision.refuse(
                    Kind.CONFLICT,
                    "conflict",
                    "job " + job.id() + " still has " + job.leaseCount()
                            + " commands on workers; cancel it and delete it when they have stopped");
        }
        Note note = Note.of(job.id(), "delete", "job " + job.id(), job.spec().name(), "");
        return Decision.<@Nullable Void>of(new Change.JobDeleted(job.id()), f -> null)
                .noted(note);
    }

    private JobView whole(Job job) {
        return JobShow.whole(job, waiting.apply(job));
    }

    private static Job job(Farm farm, JobId id) {
        Job job = farm.findJob(id);
        if (job == null) {
            throw new IllegalStateException("job " + id + " was just submitted and is not there");
        }
        return job;
    }
}
