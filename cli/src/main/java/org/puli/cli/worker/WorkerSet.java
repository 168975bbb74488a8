package org.puli.cli.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.json.Json;
import org.puli.api.view.WorkerView;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes what a worker offers. */
@Command(
        name = "set",
        description = {
            "Has a worker offer other cores or memory than its machine has: cores=N, memory=SIZE. An empty value"
                    + " gives it back what its machine has.",
            "poolOrder=film,tv has it serve its pools in this order, and others after them; an empty value serves"
                    + " all of them by one order again."
        })
final class WorkerSet implements Callable<Integer> {
    @Parameters(paramLabel = "WORKER", index = "0", description = "Name of a worker.")
    private @Nullable WorkerName worker;

    @Parameters(paramLabel = "KEY=VALUE", index = "1..*", arity = "1..*", description = "What to change.")
    private final List<String> settings = new ArrayList<>();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new BadInput("'" + setting + "' is not a change; write cores=8, memory=32G or poolOrder=film,tv");
            }
            String key = setting.substring(0, equals);
            patch.put(key, value(key, setting.substring(equals + 1)));
        }
        try (FarmClient client = farm.open()) {
            WorkerView view = client.edit(Given.value(worker), Json.write(patch));
            Given.value(verb)
                    .commandLine()
                    .getOut()
                    .println("worker " + worker + " offers " + WorkerColumns.freeCores(view) + " cores, "
                            + WorkerColumns.freeMemory(view) + " memory (free/all)"
                            + (view.poolOrder() == null ? "" : ", first to " + WorkerColumns.poolOrder(view)));
        }
        return ExitCodes.DONE;
    }

    private static @Nullable Object value(String key, String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (key.equals("poolOrder")) {
            return List.of(text.split(",", -1));
        }
        return text.matches("\\d{1,9}") ? (Object) Integer.valueOf(text) : text;
    }
}
