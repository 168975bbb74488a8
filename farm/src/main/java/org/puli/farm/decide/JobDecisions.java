package org.puli.farm.decide;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.JobView;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.JobShow;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Target;

/** How jobs come and go. */
final class JobDecisions {
    private final Function<Job, @Nullable WaitingReason> waiting;
    private final Function<Job, List<String>> warnings;

    JobDecisions(Function<Job, @Nullable WaitingReason> waiting, Function<Job, List<String>> warnings) {
        this.waiting = waiting;
        this.warnings = warnings;
    }

    Decision<SubmitJob.Taken> submit(Farm farm, SubmitJob request, Moment now) {
        Job known = request.submissionKey() == null ? null : farm.findJob(request.submissionKey());
        if (known != null) {
            return Decision.of(f -> new SubmitJob.Taken(whole(known), false));
        }
        if (request.submissionKey() != null && farm.keys().wasArchived(request.submissionKey())) {
            return Decision.refuse(
                    Kind.CONFLICT, SubmitJob.ARCHIVED, "a job was taken under this key and is in the history");
        }
        JobSpec spec = request.spec();
        Refusal problem = SpecCheck.problem(farm, spec, "; the job was not taken");
        problem = problem == null ? OtherJobs.problem(farm, spec, request.archived()) : problem;
        if (problem != null) {
            return Decision.refuse(problem);
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
        long count = spec.commandCount();
        String after = spec.name() + ", " + count + (count == 1 ? " command" : " commands")
                + (request.copyOf() == null ? "" : ", a copy of job " + request.copyOf());
        Note note = Note.of(id, "submit", "job " + id, "", after);
        return Decision.of(submitted, f -> new SubmitJob.Taken(taken(job(f, id)), true))
                .noted(note);
    }

    private JobView taken(Job job) {
        return whole(job).withWarnings(warnings.apply(job));
    }

    Decision<Optional<JobView>> edit(Farm farm, EditJob request, Moment now) {
        Choice.Found found = Choice.find(farm, request.target());
        Choice choice = found.choice();
        if (choice == null) {
            return Decision.refuse(found);
        }
        Job job = choice.job();
        if (!job.spec().equals(request.before())) {
            return Decision.of(f -> Optional.empty());
        }
        Refusal problem = SpecCheck.problem(farm, request.after(), "; nothing was changed");
        if (problem != null) {
            return Decision.refuse(problem);
        }
        Function<Farm, Optional<JobView>> answer = f -> Optional.of(whole(job));
        if (request.after().equals(request.before())) {
            return Decision.of(answer);
        }
        String target = request.target() instanceof Target.WholeJob
                ? request.target().toString()
                : "task " + choice.nodes().getFirst().name() + " of job " + job.id();
        return Decision.of(new Change.JobEdited(job.id(), request.after(), now.wall()), answer)
                .noted(Note.of(job.id(), "edit", target, request.from(), request.to()));
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
