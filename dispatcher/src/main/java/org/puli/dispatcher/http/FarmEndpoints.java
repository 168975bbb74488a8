package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.json.Json;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.view.FarmSummary;
import org.puli.dispatcher.live.Views;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.ShowCommand;

/** The farm as a whole, its pools, its licenses, and single commands. */
final class FarmEndpoints {
    private static final int LARGEST_BODY = 64 << 10;

    private final Asking ring;
    private final Views views;
    private final Supplier<FarmSummary> summary;
    private final Runnable reload;

    /** A license's seats, as they are sent. */
    record Seats(@Nullable Integer count) {}

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
        routes.post("/api/v1/farm/reload", context -> {
            Parameters.of(context);
            reload.run();
            context.status(204);
        });
        routes.get("/api/v1/pools", context -> {
            Parameters parameters = Parameters.of(context, "offset", "limit");
            Answer.json(context, views.pools(parameters.offset(), parameters.limit()));
        });
        routes.get("/api/v1/licenses", context -> {
            Parameters parameters = Parameters.of(context, "offset", "limit");
            Answer.json(context, views.licenses(parameters.offset(), parameters.limit()));
        });
        routes.put("/api/v1/licenses/{name}", this::setLicense);
        routes.get(
                "/api/v1/commands/{id}",
                context -> Answer.json(
                        context, ring.ask(new ShowCommand(Parameters.of(context).command()))));
    }

    private void setLicense(Context context) {
        LicenseName name = Parameters.of(context).license();
        Answer.json(context, ring.ask(new SetLicense(new LicenseSpec(name, seats(context)))));
    }

    private static int seats(Context context) {
        String expected = "expected {\"count\": N} with N from 0 to 1000000";
        try {
            Integer count =
                    Json.read(Bodies.text(context, LARGEST_BODY), Seats.class).count();
            if (count != null && count >= 0 && count <= 1_000_000) {
                return count;
            }
            throw Refusing.badRequest("/count is " + count + "; " + expected);
        } catch (IllegalArgumentException e) {
            throw Refusing.badRequest("the body cannot be read (" + e.getMessage() + "); " + expected);
        }
    }
}
