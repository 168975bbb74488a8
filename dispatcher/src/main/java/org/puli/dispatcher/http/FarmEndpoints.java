package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.config.BadSetting;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.SeatsPer;
import org.puli.api.view.FarmSummary;
import org.puli.dispatcher.live.Views;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.SetLicense;

/** The farm as a whole, its licenses, and single commands. */
final class FarmEndpoints {
    private static final int MOST_SEATS = 1_000_000;
    private static final int MOST_SECONDS = 86_400;

    private final Asking ring;
    private final Views views;
    private final Supplier<FarmSummary> summary;
    private final Runnable reload;

    FarmEndpoints(Asking ring, Views views, Supplier<FarmSummary> summary, Runnable reload) {
        this.ring = ring;
        this.views = views;
        this.summary = summary;
        this.reload = reload;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/farm", context -> {
            Parameters.of(context);
            Answer.json(context, summary.get());
        });
        routes.get("/api/v1/health", this::health);
        routes.post("/api/v1/farm/reload", this::reload);
        routes.get("/api/v1/licenses", context -> {
            Parameters parameters = Parameters.of(context, "offset", "limit");
            Answer.json(context, views.licenses(parameters.offset(), parameters.limit()));
        });
        routes.put("/api/v1/licenses/{name}", this::setLicense);
        routes.put("/api/v1/licenses/{name}/outside", this::reportLicense);
    }

    /** For programs that watch the dispatcher: they look at the status alone. */
    private void health(Context context) {
        Parameters.of(context);
        String problem = summary.get().storeProblem();
        if (problem != null) {
            throw Refusing.busy("nothing can be stored just now: " + problem);
        }
        Answer.json(context, Map.of("status", "ok"));
    }

    private void reload(Context context) {
        Parameters.of(context);
        try {
            reload.run();
        } catch (BadSetting e) {
            throw new Refusing(Answer.problem(
                    422, "bad-setting", "The settings cannot be used", e.getMessage() + "; nothing was changed"));
        }
        context.status(204);
    }

    private void reportLicense(Context context) {
        LicenseName name = Parameters.of(context).license();
        BodyFields fields = BodyFields.of(context, "used", "seconds");
        int used = fields.whole("used", 0, MOST_SEATS);
        int seconds = fields.whole("seconds", 1, MOST_SECONDS);
        Answer.json(context, ring.ask(context, new ReportLicense(name, used, 1000L * seconds)));
    }

    private void setLicense(Context context) {
        LicenseName name = Parameters.of(context).license();
        BodyFields fields = BodyFields.of(context, "count", "per");
        int seats = fields.whole("count", 0, MOST_SEATS);
        Answer.json(context, ring.ask(context, new SetLicense(new LicenseSpec(name, seats, per(fields)))));
    }

    private static @Nullable SeatsPer per(BodyFields fields) {
        if (!fields.has("per")) {
            return null;
        }
        SeatsPer per = fields.find("per") instanceof String word ? SeatsPer.find(word) : null;
        if (per == null) {
            throw Refusing.badRequest(
                    "/per is \"command\" or \"worker\", or left out for as before; found " + fields.find("per"));
        }
        return per;
    }
}
