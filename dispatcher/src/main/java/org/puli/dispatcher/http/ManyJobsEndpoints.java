package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.puli.api.JobId;
import org.puli.api.view.JobView;
import org.puli.dispatcher.live.Views;
import org.puli.farm.request.ArchiveJob;
import org.puli.farm.request.Person;
import org.puli.farm.request.Request;
import org.puli.farm.request.Target;

/** What people do to all jobs that a filter means, by one request. */
final class ManyJobsEndpoints {
    private static final String[] FILTER = {"jobs", "owner", "name", "pool", "tag", "jobStatus", "since", "until"};
    private static final String[] FILTER_AND_HISTORY =
            Stream.concat(Stream.of("history"), Stream.of(FILTER)).toArray(String[]::new);
    private static final List<String> FILTER_AND_TASK =
            Stream.concat(WorkEndpoints.OF_JOB.stream(), Stream.of(FILTER)).toList();

    private final Asking ring;
    private final EditEndpoints edits;
    private final History history;
    private final ManyJobs jobs;

    ManyJobsEndpoints(Asking ring, EditEndpoints edits, History history, Views views) {
        this.ring = ring;
        this.history = history;
        this.edits = edits;
        this.jobs = new ManyJobs(views);
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/jobs/pause", context -> steer(context, Verb.PAUSE));
        routes.post("/api/v1/jobs/resume", context -> steer(context, Verb.RESUME));
        routes.post("/api/v1/jobs/cancel", context -> steer(context, Verb.CANCEL));
        routes.post("/api/v1/jobs/retry", context -> steer(context, Verb.RETRY));
        routes.post("/api/v1/jobs/done", context -> steer(context, Verb.DONE));
        routes.post("/api/v1/jobs/skip", context -> steer(context, Verb.SKIP));
        routes.post("/api/v1/jobs/archive", this::archive);
        routes.post("/api/v1/jobs/undelete", this::undelete);
        routes.patch("/api/v1/jobs", this::edit);
        routes.delete("/api/v1/jobs", this::delete);
    }

    private void steer(Context context, Verb verb) {
        Parameters parameters = Parameters.of(context, verb.parameters(FILTER_AND_TASK));
        Person by = Asking.person(context);
        JobFilter filter = JobFilter.of(parameters, "jobStatus");
        Function<Target, Request<JobView>> request = verb.read(parameters);
        Answer.json(
                context, jobs.each(filter, job -> ring.ask(by, request.apply(WorkEndpoints.target(job, parameters)))));
    }

    private void edit(Context context) {
        JobFilter filter = JobFilter.of(Parameters.of(context, FILTER), "jobStatus");
        String patch = EditEndpoints.patch(context);
        EditEndpoints.Editor by = EditEndpoints.Editor.of(context);
        Answer.json(context, jobs.each(filter, job -> edits.job(by, job, patch)));
    }

    private void archive(Context context) {
        JobFilter filter = JobFilter.of(Parameters.of(context, FILTER), "jobStatus");
        Person by = Asking.person(context);
        Answer.json(context, jobs.each(filter, job -> ring.ask(by, new ArchiveJob(job))));
    }

    private void delete(Context context) {
        Parameters parameters = Parameters.of(context, FILTER_AND_HISTORY);
        JobFilter filter = JobFilter.of(parameters, "jobStatus");
        Person by = Asking.person(context);
        boolean isInMemory = JobFilter.place(parameters) == JobFilter.Place.MEMORY;
        Answer.json(
                context,
                isInMemory
                        ? jobs.each(filter, job -> history.delete(by, job))
                        : jobs.each(found(filter, false), job -> history.delete(by, job)));
    }

    private void undelete(Context context) {
        JobFilter filter = JobFilter.of(Parameters.of(context, FILTER), "jobStatus");
        Person by = Asking.person(context);
        Answer.json(context, jobs.each(found(filter, true), job -> history.undelete(by, job)));
    }

    private List<JobId> found(JobFilter filter, boolean deleted) {
        ManyJobs.checkSaid(filter);
        return history.find(filter, deleted);
    }
}
