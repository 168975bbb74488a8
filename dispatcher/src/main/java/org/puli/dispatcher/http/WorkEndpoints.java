package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Selection;
import org.puli.farm.request.ShowCommand;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.Target;

/** What people do to jobs, to their tasks and groups, and to single commands. */
final class WorkEndpoints {
    private final Asking ring;

    WorkEndpoints(Asking ring) {
        this.ring = ring;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/v1/jobs/{id}/pause", context -> pause(context, true));
        routes.post("/api/v1/jobs/{id}/resume", context -> resume(context, true));
        routes.post("/api/v1/jobs/{id}/cancel", context -> move(context, true, CancelJob::new));
        routes.post("/api/v1/jobs/{id}/retry", context -> retry(context, true));
        routes.post("/api/v1/jobs/{id}/done", context -> move(context, true, FinishCommands::new));
        routes.post("/api/v1/jobs/{id}/skip", context -> move(context, true, SkipCommands::new));
        routes.post("/api/v1/tasks/{id}/pause", context -> pause(context, false));
        routes.post("/api/v1/tasks/{id}/resume", context -> resume(context, false));
        routes.post("/api/v1/tasks/{id}/cancel", context -> move(context, false, CancelJob::new));
        routes.post("/api/v1/tasks/{id}/retry", context -> retry(context, false));
        routes.post("/api/v1/tasks/{id}/done", context -> move(context, false, FinishCommands::new));
        routes.post("/api/v1/tasks/{id}/skip", context -> move(context, false, SkipCommands::new));
        routes.post("/api/v1/commands/{id}/pause", this::pauseOne);
        routes.post("/api/v1/commands/{id}/resume", context -> one(context, ReleaseCommands::new));
        routes.post("/api/v1/commands/{id}/cancel", context -> one(context, CancelJob::new));
        routes.post("/api/v1/commands/{id}/retry", context -> one(context, what -> new RetryJob(what, true)));
        routes.post("/api/v1/commands/{id}/done", context -> one(context, FinishCommands::new));
        routes.post("/api/v1/commands/{id}/skip", context -> one(context, SkipCommands::new));
    }

    /** A whole job, task or group is paused as such; a part of its commands one by one. */
    private void pause(Context context, boolean isJob) {
        Parameters parameters = isJob
                ? Parameters.of(context, "task", "status", "frames", "numbers", "running", "cascade")
                : Parameters.of(context, "status", "frames", "numbers", "running", "cascade");
        Selection what = selection(parameters, isJob);
        answer(
                context,
                what.isWhole()
                        ? new PauseJob(what.target(), parameters.running(), what.cascade())
                        : new HoldCommands(what, parameters.running()));
    }

    private void resume(Context context, boolean isJob) {
        Parameters parameters = isJob
                ? Parameters.of(context, "task", "status", "frames", "numbers", "cascade")
                : Parameters.of(context, "status", "frames", "numbers", "cascade");
        Selection what = selection(parameters, isJob);
        answer(context, what.isWhole() ? new ResumeJob(what.target(), what.cascade()) : new ReleaseCommands(what));
    }

    private void pauseOne(Context context) {
        Parameters parameters = Parameters.of(context, "running");
        Selection one = Selection.of(new Target.One(parameters.command()));
        ring.ask(context, new HoldCommands(one, parameters.running()));
        Answer.json(context, ring.ask(new ShowCommand(parameters.command())));
    }

    private void retry(Context context, boolean isJob) {
        Parameters parameters = isJob
                ? Parameters.of(context, "scope", "task", "status", "frames", "numbers", "cascade")
                : Parameters.of(context, "scope", "status", "frames", "numbers", "cascade");
        String scope = parameters.find("scope");
        boolean all = switch (scope == null ? "failed" : scope) {
            case "failed" -> false;
            case "all" -> true;
            default -> throw Refusing.badRequest("query parameter 'scope' is failed or all, not '" + scope + "'");
        };
        answer(context, new RetryJob(selection(parameters, isJob), all));
    }

    private void move(Context context, boolean isJob, Function<Selection, Request<JobView>> verb) {
        Parameters parameters = isJob
                ? Parameters.of(context, "task", "status", "frames", "numbers", "cascade")
                : Parameters.of(context, "status", "frames", "numbers", "cascade");
        answer(context, verb.apply(selection(parameters, isJob)));
    }

    private static Selection selection(Parameters parameters, boolean isJob) {
        return new Selection(
                target(parameters, isJob),
                parameters.find("status", Status.class),
                parameters.frames(),
                parameters.numbers(),
                parameters.flag("cascade"));
    }

    private static Target target(Parameters parameters, boolean isJob) {
        if (!isJob) {
            return new Target.Node(parameters.task());
        }
        @Nullable String node = parameters.find("task");
        return node == null ? new Target.WholeJob(parameters.job()) : new Target.NodeOfJob(parameters.job(), node);
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
