package org.puli.cli.worker;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Several workers, to each of which the same is done: a refusal for one does not keep the others waiting. */
final class WorkersParameter {
    @Parameters(paramLabel = "WORKER", arity = "1..*", description = "Names of workers.")
    private final List<WorkerName> workers = new ArrayList<>();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /**
     * Does it to every worker and prints a line for each.
     *
     * @param action says in words what became of the worker
     * @return an exit code: that of the last refusal, if there was one
     */
    int each(BiFunction<FarmClient, WorkerName, String> action) {
        PrintWriter out = Given.value(verb).commandLine().getOut();
        PrintWriter err = Given.value(verb).commandLine().getErr();
        int code = ExitCodes.DONE;
        try (FarmClient client = farm.open()) {
            for (WorkerName worker : workers) {
                try {
                    out.println("worker " + worker + " " + action.apply(client, worker));
                } catch (FarmRefusal e) {
                    err.println("worker " + worker + " not done: " + e.getMessage());
                    code = ExitCodes.of(e.problem());
                }
            }
        }
        return code;
    }
}
