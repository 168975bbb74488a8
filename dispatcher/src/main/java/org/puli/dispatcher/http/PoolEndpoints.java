package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Function;
import org.puli.api.PoolName;
import org.puli.api.json.BadDocument;
import org.puli.api.json.PoolReader;
import org.puli.api.view.PoolView;
import org.puli.api.view.Problem;
import org.puli.dispatcher.live.Views;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.SetShare;

/** Pools, their shares and who belongs to them. */
final class PoolEndpoints {
    private final Asking ring;
    private final Views views;

    PoolEndpoints(Asking ring, Views views) {
        this.ring = ring;
        this.views = views;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/pools", context -> {
            Parameters parameters = Parameters.of(context, "offset", "limit");
            Answer.json(context, views.pools(parameters.offset(), parameters.limit()));
        });
        routes.post("/api/v1/pools", this::create);
        routes.get("/api/v1/pools/{name}", this::show);
        routes.put("/api/v1/pools/{name}", this::edit);
        routes.delete("/api/v1/pools/{name}", this::delete);
        routes.post("/api/v1/pools/{name}/workers", this::move);
        routes.put("/api/v1/pools/{name}/shares/{share}", this::setShare);
        routes.delete("/api/v1/pools/{name}/shares/{share}", this::deleteShare);
    }

    private void create(Context context) {
        Parameters.of(context);
        PoolView pool = ring.ask(context, new CreatePool(read(context, text -> PoolReader.pool(text, null))));
        context.status(201).header("Location", "/api/v1/pools/" + pool.name());
        Answer.json(context, pool);
    }

    private void show(Context context) {
        PoolName name = Parameters.of(context).pool();
        PoolView pool = views.findPool(name);
        if (pool == null) {
            throw Refusing.notFound("unknown-pool", "there is no pool '" + name + "'; 'puli pool list' shows all");
        }
        Answer.json(context, pool);
    }

    private void edit(Context context) {
        PoolName name = Parameters.of(context).pool();
        Answer.json(context, ring.ask(context, new EditPool(read(context, text -> PoolReader.pool(text, name)))));
    }

    private void delete(Context context) {
        ring.ask(context, new DeletePool(Parameters.of(context).pool()));
        context.status(204);
    }

    private void move(Context context) {
        PoolName name = Parameters.of(context).pool();
        BodyFields fields = BodyFields.of(context, "add", "remove");
        Answer.json(context, ring.ask(context, new MoveWorkers(name, fields.workers("add"), fields.workers("remove"))));
    }

    private void setShare(Context context) {
        Parameters parameters = Parameters.of(context);
        Answer.json(
                context,
                ring.ask(
                        context,
                        new SetShare(
                                parameters.pool(), read(context, text -> PoolReader.share(text, parameters.share())))));
    }

    private void deleteShare(Context context) {
        Parameters parameters = Parameters.of(context);
        Answer.json(context, ring.ask(context, new DeleteShare(parameters.pool(), parameters.share())));
    }

    private static <T> T read(Context context, Function<String, T> reader) {
        String text = Bodies.text(context, BodyFields.LARGEST);
        if (!text.isBlank()) {
            Bodies.requireJson(context);
        }
        try {
            return reader.apply(text);
        } catch (BadDocument e) {
            throw new Refusing(
                    new Problem("bad-pool", "The pool has faults", 400, String.valueOf(e.getMessage()), e.faults()));
        }
    }
}
