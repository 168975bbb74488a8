package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import org.puli.farm.request.ExplainCommand;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.ExplainWorker;

/** Why a job or command does not start, and why a worker does what it does. */
final class WhyEndpoints {
    private final Asking ring;

    WhyEndpoints(Asking ring) {
        this.ring = ring;
    }

    void register(RoutesConfig routes) {
        routes.get(
                "/api/v1/jobs/{id}/why",
                context -> Answer.json(
                        context, ring.ask(new ExplainJob(Parameters.of(context).job()))));
        routes.get(
                "/api/v1/commands/{id}/why",
                context -> Answer.json(
                        context,
                        ring.ask(new ExplainCommand(Parameters.of(context).command()))));
        routes.get(
                "/api/v1/workers/{name}/why",
                context -> Answer.json(
                        context,
                        ring.ask(new ExplainWorker(Parameters.of(context).worker()))));
    }
}
