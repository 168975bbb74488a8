package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.Names;
import org.puli.api.PoolName;
import org.puli.api.Text;
import org.puli.api.WorkerName;
import org.puli.api.json.BadDocument;
import org.puli.api.json.PathReader;
import org.puli.api.view.Page;
import org.puli.api.view.Problem;
import org.puli.farm.request.DeletePath;
import org.puli.farm.request.ListPaths;
import org.puli.farm.request.SetPath;
import org.puli.farm.request.ShowPathHealth;
import org.puli.farm.request.TestPaths;
import org.puli.farm.request.TryPaths;

/** Path rules, and what they make of a command. */
final class PathEndpoints {
    private final Asking ring;

    PathEndpoints(Asking ring) {
        this.ring = ring;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/paths", this::list);
        routes.put("/api/v1/paths/{name}", this::set);
        routes.delete("/api/v1/paths/{name}", this::delete);
        routes.get("/api/v1/paths/tests", this::health);
        routes.post("/api/v1/paths/tests", this::test);
        routes.post("/api/v1/workers/{name}/paths", this::attempt);
    }

    private void list(Context context) {
        Parameters parameters = Parameters.of(context, "offset", "limit");
        Answer.json(context, page(ring.ask(new ListPaths()), parameters));
    }

    private static <T> Page<T> page(List<T> all, Parameters parameters) {
        int from = (int) Math.min(parameters.offset(), all.size());
        int to = Math.min(from + parameters.limit(), all.size());
        return new Page<>(all.subList(from, to), all.size(), from);
    }

    private void health(Context context) {
        Parameters parameters = Parameters.of(context, "pool", "offset", "limit");
        Answer.json(context, page(ring.ask(new ShowPathHealth(pool(parameters))), parameters));
    }

    private void test(Context context) {
        PoolName pool = pool(Parameters.of(context, "pool"));
        Answer.json(context, ring.ask(context, new TestPaths(pool)));
    }

    private static @Nullable PoolName pool(Parameters parameters) {
        String pool = parameters.findName("pool");
        return pool == null ? null : new PoolName(pool);
    }

    private void set(Context context) {
        String name = name(context);
        String text = Bodies.text(context, BodyFields.LARGEST);
        if (!text.isBlank()) {
            Bodies.requireJson(context);
        }
        try {
            Answer.json(context, ring.ask(context, new SetPath(PathReader.rule(text, name))));
        } catch (BadDocument e) {
            throw new Refusing(new Problem(
                    "bad-path", "The path rule has faults", 400, String.valueOf(e.getMessage()), e.faults()));
        }
    }

    private void delete(Context context) {
        ring.ask(context, new DeletePath(name(context)));
        context.status(204);
    }

    private static String name(Context context) {
        Parameters.of(context);
        String name = context.pathParam("name");
        String problem = Names.IDENTIFIER.problemWith(name);
        if (!problem.isEmpty()) {
            throw Refusing.badRequest("the name of a path rule " + problem);
        }
        return name;
    }

    private void attempt(Context context) {
        WorkerName worker = Parameters.of(context).worker();
        BodyFields fields = BodyFields.of(context, "values", "command");
        Answer.json(context, ring.ask(new TryPaths(worker, values(fields), command(fields))));
    }

    private static List<String> values(BodyFields fields) {
        Object value = fields.has("values") ? fields.find("values") : List.of();
        if (!(value instanceof List<?> list) || list.size() > TryPaths.MOST_VALUES) {
            throw Refusing.badRequest("/values is a list of at most " + TryPaths.MOST_VALUES + " texts");
        }
        List<String> values = new ArrayList<>();
        for (Object item : list) {
            boolean isGood =
                    item instanceof String text && text.length() <= TryPaths.LONGEST_VALUE && Text.isClean(text);
            if (!isGood) {
                throw Refusing.badRequest("/values/" + values.size() + " is a text of at most " + TryPaths.LONGEST_VALUE
                        + " characters, without NUL");
            }
            values.add((String) item);
        }
        return values;
    }

    private static @Nullable CommandId command(BodyFields fields) {
        Object value = fields.find("command");
        if (value == null) {
            return null;
        }
        boolean isNumber = (value instanceof Integer || value instanceof Long) && ((Number) value).longValue() > 0;
        if (!isNumber) {
            throw Refusing.badRequest("/command is the number of a command, from 1; found " + value);
        }
        return new CommandId(((Number) value).longValue());
    }
}
