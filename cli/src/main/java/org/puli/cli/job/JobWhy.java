package org.puli.cli.job;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.FarmClient;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Reasons;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why. */
@Command(name = "why", description = "Says why nothing more of a job starts, and what to change first.")
final class JobWhy implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job's number.")
    private @Nullable JobId job;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            Reasons.print(client.why(Given.value(job)), output);
        }
        return ExitCodes.DONE;
    }
}
