package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.puli.api.JobId;
import org.puli.api.view.JobView;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.Request;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Selection;
import org.puli.farm.request.ShowCommand;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;

/** What people do to a job, to its tasks and groups, and to single commands. */
final class WorkEndpoints {
    /** The parameters that say what of a job is meant. */
    static final List<String> OF_JOB = List.of("task", "taskTag");

    private final Asking ring;

    WorkEndpoints(Asking ring) {
        this.ring = ring;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/jobs/{id}/pause", context -> job(context, Verb.PAUSE));
        routes.post("/api/v1/jobs/{id}/resume", context -> job(context, Verb.RESUME));
        routes.post("/api/v1/jobs/{id}/cancel", context -> job(context, Verb.CANCEL));
        routes.post("/api/v1/jobs/{id}/retry", context -> job(context, Verb.RETRY));
        routes.post("/api/v1/jobs/{id}/done", context -> job(context, Verb.DONE));
        routes.post("/api/v1/jobs/{id}/skip", context -> job(context, Verb.SKIP));
        routes.post("/api/v1/tasks/{id}/pause", context -> task(context, Verb.PAUSE));
        routes.post("/api/v1/tasks/{id}/resume", context -> task(context, Verb.RESUME));
        routes.post("/api/v1/tasks/{id}/cancel", context -> task(context, Verb.CANCEL));
        routes.post("/api/v1/tasks/{id}/retry", context -> task(context, Verb.RETRY));
        routes.post("/api/v1/tasks/{id}/done", context -> task(context, Verb.DONE));
        routes.post("/api/v1/tasks/{id}/skip", context -> task(context, Verb.SKIP));
        routes.post("/api/v1/commands/{id}/pause", this::pauseOne);
        routes.post("/api/v1/commands/{id}/resume", context -> one(context, ReleaseCommands::new));
        routes.post("/api/v1/commands/{id}/cancel", context -> one(context, CancelJob::new));
        routes.post("/api/v1/commands/{id}/retry", context -> one(context, what -> new RetryJob(what, true)));
        routes.post("/api/v1/commands/{id}/done", context -> one(context, FinishCommands::new));
        routes.post("/api/v1/commands/{id}/skip", context -> one(context, SkipCommands::new));
    }

    private void job(Context context, Verb verb) {
        Parameters parameters = Parameters.of(context, verb.parameters(OF_JOB));
        answer(context, verb.read(parameters).apply(target(parameters.job(), parameters)));
    }

    /** A job, the task or group of it that the parameters name, or its tasks with a tag. */
    static Target target(JobId job, Parameters parameters) {
        String node = parameters.find("task");
        String tag = parameters.find("taskTag");
        if (tag != null) {
            return new Target.Tagged(job, node, tag);
        }
        return node == null ? new Target.WholeJob(job) : new Target.NodeOfJob(job, node);
    }

    private void task(Context context, Verb verb) {
        Parameters parameters = Parameters.of(context, verb.parameters(List.of()));
        answer(context, verb.read(parameters).apply(new Target.Node(parameters.task())));
    }

    private void pauseOne(Context context) {
        Parameters parameters = Parameters.of(context, "running");
        Selection one = Selection.of(new Target.One(parameters.command()));
        ring.ask(context, new HoldCommands(one, parameters.running()));
        Answer.json(context, ring.ask(new ShowCommand(parameters.command())));
    }

    private void one(Context context, Function<Selection, Request<JobView>> verb) {
        Parameters parameters = Parameters.of(context, "cascade");
        Target target = new Target.One(parameters.command());
        ring.ask(context, verb.apply(new Selection(target, null, null, List.of(), parameters.flag("cascade"))));
        Answer.json(context, ring.ask(new ShowCommand(parameters.command())));
    }

    private void answer(Context context, Request<JobView> request) {
        Answer.json(context, ring.ask(context, request));
    }
}
