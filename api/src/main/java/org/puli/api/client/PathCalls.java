package org.puli.api.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.spec.PathRule;
import org.puli.api.view.Page;
import org.puli.api.view.PathHealth;
import org.puli.api.view.PathRound;
import org.puli.api.view.PathTrial;
import tools.jackson.core.type.TypeReference;

/** What a client asks about path rules. Safe on every thread, as the {@link FarmClient} that it belongs to. */
public final class PathCalls {
    private static final String PATHS = "/api/v1/paths";

    private final FarmClient client;

    PathCalls(FarmClient client) {
        this.client = client;
    }

    /** A part of the list of path rules, by name. */
    public Page<PathRule> list(long offset, int limit) {
        Call call = Call.read(PATHS).with("offset", offset).with("limit", limit);
        return client.ask(call, text -> Json.read(text, new TypeReference<Page<PathRule>>() {}));
    }

    /** Makes a rule, or puts it in the place of the one of its name. */
    public PathRule set(PathRule rule) {
        Call call = Call.act("PUT", of(rule.name()), Json.write(rule));
        return client.ask(call, text -> Json.read(text, PathRule.class));
    }

    /** Removes a rule; nothing happens when there is none. */
    public void delete(String name) {
        client.ask(Call.act("DELETE", of(name), ""), text -> text);
    }

    /** What the rules make of values on a worker, and of those of a command if there is one. */
    public PathTrial attempt(WorkerName worker, List<String> values, @Nullable CommandId command) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("values", values);
        if (command != null) {
            body.put("command", command.value());
        }
        Call call = Call.act("POST", Paths.of(worker) + "/paths", Json.write(body));
        return client.ask(call, text -> Json.read(text, PathTrial.class));
    }

    /** Tells workers to test the storage, those of a pool or, without one, all; says which ones. */
    public PathRound test(@Nullable PoolName pool) {
        Call call = Call.act("POST", PATHS + "/tests", "").with("pool", pool);
        return client.ask(call, text -> Json.read(text, PathRound.class));
    }

    /** A part of how workers see the storage, by worker and then by rule. */
    public Page<PathHealth> health(@Nullable PoolName pool, long offset, int limit) {
        Call call = Call.read(PATHS + "/tests")
                .with("pool", pool)
                .with("offset", offset)
                .with("limit", limit);
        return client.ask(call, text -> Json.read(text, new TypeReference<Page<PathHealth>>() {}));
    }

    private static String of(String name) {
        return PATHS + "/" + Call.escaped(name);
    }
}
