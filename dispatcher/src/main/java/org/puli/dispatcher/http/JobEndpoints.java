package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.Names;
import org.puli.api.json.BadDocument;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobReader;
import org.puli.api.json.JobReader.Format;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.Problem;
import org.puli.api.view.Status;
import org.puli.dispatcher.live.Views;
import org.puli.farm.request.ArchiveJob;
import org.puli.farm.request.ListCommands;
import org.puli.farm.request.ShowSpec;
import org.puli.farm.request.SubmitJob;

/** Jobs: submit, look, delete. */
final class JobEndpoints {
    /** The largest job document, in bytes. */
    static final int LARGEST_DOCUMENT = 16 << 20;

    private static final int LONGEST_KEY = 100;
    private static final long MOST_JOBS = 999_999_999_999_999_999L;

    private final Asking ring;
    private final History history;
    private final Views views;
    private final OwnerRule owners;
    private final Submissions submissions;

    JobEndpoints(Asking ring, History history, Views views, OwnerRule owners) {
        this.owners = owners;
        this.ring = ring;
        this.history = history;
        this.views = views;
        this.submissions = new Submissions(ring, history, views);
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/jobs", this::submit);
        routes.get("/api/v1/jobs", this::list);
        routes.get(
                "/api/v1/jobs/{id}",
                context ->
                        Answer.json(context, history.show(Parameters.of(context).job())));
        routes.get("/api/v1/jobs/{id}/spec", this::spec);
        routes.delete("/api/v1/jobs/{id}", this::delete);
        routes.post("/api/v1/jobs/{id}/archive", this::archive);
        routes.post("/api/v1/jobs/{id}/undelete", this::undelete);
        routes.get("/api/v1/jobs/{id}/commands", this::commands);
    }

    private void submit(Context context) {
        Parameters parameters = Parameters.of(context, "copyOf");
        String user = Parameters.user(context);
        String key = key(context);
        JobSpec spec = read(context, new JobDefaults(user, null));
        owners.checkNew(context, spec);
        SubmitJob.Taken taken = submissions.submit(
                Asking.person(context), new SubmitJob(user, spec, key, copyOf(parameters), List.of()));
        context.status(taken.isNew() ? 201 : 200);
        context.header("Location", "/api/v1/jobs/" + taken.job().id());
        Answer.json(context, taken.job());
    }

    private static @Nullable JobId copyOf(Parameters parameters) {
        long job = parameters.number("copyOf", 0, 1, MOST_JOBS);
        return job == 0 ? null : new JobId(job);
    }

    private static @Nullable String key(Context context) {
        String key = context.header("Puli-Submission-Key");
        if (key != null && (key.length() > LONGEST_KEY || !Names.LABEL.accepts(key))) {
            throw Refusing.badRequest("the header Puli-Submission-Key has 1 to " + LONGEST_KEY
                    + " printable characters without blanks at its ends");
        }
        return key;
    }

    private static JobSpec read(Context context, JobDefaults defaults) {
        Format format = format(Bodies.type(context));
        try {
            return JobReader.read(Bodies.text(context, LARGEST_DOCUMENT), format, defaults);
        } catch (BadDocument e) {
            throw new Refusing(new Problem(
                    "bad-job", "The job document has faults", 400, String.valueOf(e.getMessage()), e.faults()));
        }
    }

    private static Format format(String type) {
        return switch (type) {
            case "application/json" -> Format.JSON;
            case "application/yaml", "application/x-yaml", "text/yaml" -> Format.YAML;
            default ->
                throw new Refusing(Answer.problem(
                        415,
                        "content-type",
                        "The content type is not known",
                        "a job is sent as application/json or application/yaml, not as '" + type + "'"));
        };
    }

    private void list(Context context) {
        Parameters parameters = Parameters.of(
                context, "status", "owner", "name", "pool", "tag", "jobs", "since", "until", "history", "offset",
                "limit");
        JobFilter filter = JobFilter.of(parameters, "status");
        long offset = parameters.offset();
        int limit = parameters.limit();
        JobFilter.Place place = JobFilter.place(parameters);
        Answer.json(
                context,
                place == JobFilter.Place.MEMORY
                        ? views.jobs(filter::accepts, offset, limit)
                        : history.page(filter.wanted(place == JobFilter.Place.DELETED, offset, limit)));
    }

    private void spec(Context context) {
        JobId job = Parameters.of(context).job();
        Answer.json(context, history.ask(job, new ShowSpec(job)));
    }

    private void delete(Context context) {
        history.delete(Asking.person(context), Parameters.of(context).job());
        context.status(204);
    }

    private void archive(Context context) {
        JobId job = Parameters.of(context).job();
        ring.ask(context, new ArchiveJob(job));
        Answer.json(context, history.show(job));
    }

    private void undelete(Context context) {
        JobId job = Parameters.of(context).job();
        history.undelete(Asking.person(context), job);
        Answer.json(context, history.show(job));
    }

    private void commands(Context context) {
        Parameters parameters = Parameters.of(context, "status", "task", "offset", "limit");
        JobId job = parameters.job();
        Answer.json(
                context,
                history.ask(
                        job,
                        new ListCommands(
                                job,
                                parameters.find("task"),
                                parameters.find("status", Status.class),
                                parameters.offset(),
                                parameters.limit())));
    }
}
