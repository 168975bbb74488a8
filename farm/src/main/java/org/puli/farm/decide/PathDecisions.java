package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.spec.PathChange;
import org.puli.api.spec.PathMap;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathRules;
import org.puli.api.spec.Platform;
import org.puli.api.sync.MappedRun;
import org.puli.api.sync.RunDetails;
import org.puli.api.view.PathTrial;
import org.puli.farm.Farm;
import org.puli.farm.OrdersShow;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.DeletePath;
import org.puli.farm.request.ListPaths;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.SetPath;
import org.puli.farm.request.TryPaths;

/** What people may do with path rules. Every verb may be repeated. */
final class PathDecisions {
    private static final String SHELL = "the command is a line of a shell, which is left as it is; give it its paths in"
            + " variables, which are changed";
    private static final String OFF = "the job says 'pathMapping: false': nothing of this command is changed";

    Decision<PathRule> set(Farm farm, SetPath request) {
        PathRule rule = request.rule();
        PathRule known = farm.paths().find(rule.name());
        for (PathRule other : farm.paths().rules()) {
            boolean differs = !other.name().equals(rule.name());
            if (differs && other.name().equalsIgnoreCase(rule.name())) {
                return refuse("there is a path rule '" + other.name() + "' whose name differs from '" + rule.name()
                        + "' in upper and lower case only; use that name");
            }
        }
        for (PoolName pool : rule.pools()) {
            if (farm.findPool(pool) == null) {
                return Decision.refuse(Kind.UNPROCESSABLE, "unknown-pool", Unknown.pool(farm, pool));
            }
        }
        String conflict = PathRules.conflict(rule, farm.paths().rules());
        if (!conflict.isEmpty()) {
            return refuse(conflict);
        }
        if (known == null && farm.paths().rules().size() == PathRule.MOST) {
            return refuse("there are " + PathRule.MOST + " path rules, as many as there may be");
        }
        List<Change> changes = rule.equals(known) ? List.of() : List.of(new Change.PathChanged(rule));
        return Decision.<PathRule>of(changes, f -> rule)
                .noted(note("set", rule.name(), known == null ? "" : known.words(), rule.words()));
    }

    private static Decision<PathRule> refuse(String detail) {
        return Decision.refuse(Kind.CONFLICT, "conflict", detail);
    }

    private static Note note(String verb, String name, String before, String after) {
        return new Note(verb, "path rule " + name, null, null, before, after);
    }

    Decision<@Nullable Void> delete(Farm farm, DeletePath request) {
        PathRule known = farm.paths().find(request.name());
        if (known == null) {
            return Decision.of(f -> null);
        }
        return Decision.<@Nullable Void>of(new Change.PathDeleted(request.name()), f -> null)
                .noted(note("delete", request.name(), known.words(), ""));
    }

    Decision<List<PathRule>> list(ListPaths request) {
        return Decision.of(farm -> List.copyOf(farm.paths().rules()));
    }

    Decision<PathTrial> attempt(Farm farm, TryPaths request) {
        Worker worker = farm.findWorker(request.worker());
        if (worker == null) {
            return Unknown.worker(request.worker());
        }
        Task task = request.command() == null ? null : farm.findTask(request.command());
        if (request.command() != null && task == null) {
            return Unknown.command(request.command());
        }
        return Decision.of(f -> trial(f, worker, request, task));
    }

    private static PathTrial trial(Farm farm, Worker worker, TryPaths request, @Nullable Task task) {
        Platform platform = worker.facts().findPlatform();
        if (platform == null) {
            return new PathTrial(worker.name(), null, List.of(), unknownPlatform(worker));
        }
        PathMap map = new PathMap(platform, farm.paths().mapping());
        List<PathChange> values = new ArrayList<>();
        for (String value : request.values()) {
            values.add(map.change("value " + (values.size() + 1), value));
        }
        String remark = null;
        if (task != null && request.command() != null) {
            RunDetails details = OrdersShow.details(farm, task, task.indexOf(request.command()));
            values.addAll(MappedRun.of(details, platform).values());
            boolean isOff = Boolean.FALSE.equals(task.settings().pathMapping());
            remark = isOff ? OFF : details.commandLine().shell() ? SHELL : null;
        }
        return new PathTrial(worker.name(), platform, values, remark);
    }

    private static String unknownPlatform(Worker worker) {
        String known = List.of(Platform.values()).stream().map(Platform::word).collect(Collectors.joining(", "));
        return "worker '" + worker.name() + "' says that it runs on '"
                + worker.facts().platform() + "', which is none of " + known + "; nothing is changed there";
    }
}
