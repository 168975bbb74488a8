package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.puli.api.WorkerName;
import org.puli.api.config.Suggestion;
import org.puli.api.view.WorkerView;
import org.puli.dispatcher.live.Views;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.SleepWorker;
import org.puli.farm.request.WakeWorker;

/** Workers, as people see and steer them. */
final class WorkerEndpoints {
    private final Asking ring;
    private final Views views;

    WorkerEndpoints(Asking ring, Views views) {
        this.ring = ring;
        this.views = views;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/workers", this::list);
        routes.get("/api/v1/workers/{name}", this::show);
        routes.patch("/api/v1/workers/{name}", this::edit);
        routes.delete("/api/v1/workers/{name}", this::delete);
        routes.post("/api/v1/workers/{name}/pause", this::pause);
        routes.post("/api/v1/workers/{name}/drain", this::drain);
        routes.post("/api/v1/workers/{name}/quarantine", this::quarantine);
        routes.post(
                "/api/v1/workers/{name}/release",
                context -> Answer.json(
                        context,
                        ring.ask(
                                context,
                                new ReleaseWorker(Parameters.of(context).worker()))));
        routes.post(
                "/api/v1/workers/{name}/wake",
                context -> Answer.json(
                        context,
                        ring.ask(context, new WakeWorker(Parameters.of(context).worker()))));
        routes.post(
                "/api/v1/workers/{name}/sleep",
                context -> Answer.json(
                        context,
                        ring.ask(context, new SleepWorker(Parameters.of(context).worker()))));
        routes.post(
                "/api/v1/workers/{name}/resume",
                context -> Answer.json(
                        context,
                        ring.ask(
                                context, new ResumeWorker(Parameters.of(context).worker()))));
    }

    private void list(Context context) {
        Parameters parameters = Parameters.of(context, "status", "pool", "offset", "limit");
        WorkerView.WorkerStatus status = parameters.find("status", WorkerView.WorkerStatus.class);
        String pool = parameters.find("pool");
        Answer.json(
                context,
                views.workers(
                        worker -> (status == null || worker.status() == status)
                                && (pool == null
                                        || worker.pools().stream()
                                                .anyMatch(name -> name.value().equals(pool))),
                        parameters.offset(),
                        parameters.limit()));
    }

    private void show(Context context) {
        WorkerName name = Parameters.of(context).worker();
        WorkerView worker = views.findWorker(name);
        if (worker == null) {
            var known = views.allWorkers().stream().map(w -> w.name().value()).toList();
            throw Refusing.notFound(
                    "unknown-worker", "there is no worker '" + name + "'" + Suggestion.hint(name.value(), known));
        }
        Answer.json(context, worker);
    }

    private void pause(Context context) {
        Parameters parameters = Parameters.of(context, "running");
        String reason = BodyFields.of(context, "reason").findLabel("reason");
        Answer.json(context, ring.ask(context, new PauseWorker(parameters.worker(), reason, parameters.running())));
    }

    private void drain(Context context) {
        WorkerName name = Parameters.of(context).worker();
        String reason = BodyFields.of(context, "reason").findLabel("reason");
        Answer.json(context, ring.ask(context, new DrainWorker(name, reason)));
    }

    private void quarantine(Context context) {
        WorkerName name = Parameters.of(context).worker();
        String reason = BodyFields.of(context, "reason").label("reason");
        Answer.json(context, ring.ask(context, new QuarantineWorker(name, reason)));
    }

    private void edit(Context context) {
        WorkerName name = Parameters.of(context).worker();
        Answer.json(context, ring.ask(context, WorkerPatch.read(context, name)));
    }

    private void delete(Context context) {
        ring.ask(context, new DeleteWorker(Parameters.of(context).worker()));
        context.status(204);
    }
}
