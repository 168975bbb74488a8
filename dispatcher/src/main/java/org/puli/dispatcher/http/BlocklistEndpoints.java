package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.WorkerName;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.ShowBlocklist;

/** Which workers get nothing of a job's tasks any more. */
final class BlocklistEndpoints {
    private final Asking ring;

    BlocklistEndpoints(Asking ring) {
        this.ring = ring;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/jobs/{id}/blocklist", this::show);
        routes.put("/api/v1/jobs/{id}/blocklist", this::block);
        routes.delete("/api/v1/jobs/{id}/blocklist", this::clear);
    }

    private void show(Context context) {
        Parameters parameters = Parameters.of(context, "offset", "limit");
        Answer.json(context, ring.ask(new ShowBlocklist(parameters.job(), parameters.offset(), parameters.limit())));
    }

    private void block(Context context) {
        Parameters parameters = Parameters.of(context);
        BodyFields body = BodyFields.of(context, "worker", "task", "reason");
        WorkerName worker = name(body.findLabel("worker"));
        if (worker == null) {
            throw Refusing.badRequest("/worker has to be the name of a worker, as in {\"worker\": \"w1\"}");
        }
        Answer.json(
                context,
                ring.ask(
                        context,
                        new BlockWorker(
                                parameters.job(),
                                body.findLabel("task"),
                                worker,
                                Parameters.user(context),
                                body.findLabel("reason"))));
    }

    private void clear(Context context) {
        Parameters parameters = Parameters.of(context, "worker", "task");
        WorkerName worker = name(parameters.find("worker"));
        Answer.json(context, ring.ask(context, new ClearBlocklist(parameters.job(), parameters.find("task"), worker)));
    }

    private static @Nullable WorkerName name(@Nullable String text) {
        String problem = text == null ? "" : Names.IDENTIFIER.problemWith(text);
        if (!problem.isEmpty()) {
            throw Refusing.badRequest("the worker name " + problem);
        }
        return text == null ? null : new WorkerName(text);
    }
}
