package org.puli.cli.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Several jobs, to each of which the same is done: a refusal for one does not keep the others waiting. */
final class JobsParameter {
    @Parameters(paramLabel = "JOB", arity = "1..*", description = "Numbers of jobs.")
    private final List<JobId> jobs = new ArrayList<>();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /**
     * Does it to every job and prints a line for each.
     *
     * @param action says in words what became of the job
     * @return an exit code: that of the last refusal, if there was one
     */
    int each(BiFunction<FarmClient, JobId, String> action) {
        PrintWriter out = Given.value(verb).commandLine().getOut();
        PrintWriter err = Given.value(verb).commandLine().getErr();
        int code = ExitCodes.DONE;
        try (FarmClient client = farm.open()) {
            for (JobId job : jobs) {
                try {
                    out.println("job " + job + " " + action.apply(client, job));
                } catch (FarmRefusal e) {
                    err.println("job " + job + " not done: " + e.getMessage());
                    code = ExitCodes.of(e.problem());
                }
            }
        }
        return code;
    }
}
