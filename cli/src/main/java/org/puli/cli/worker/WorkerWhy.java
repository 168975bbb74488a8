package org.puli.cli.worker;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
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
@Command(name = "why", description = "Says what a worker does, and why it does not get what waits.")
final class WorkerWhy implements Callable<Integer> {
    @Parameters(paramLabel = "WORKER", description = "The worker's name.")
    private @Nullable WorkerName worker;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            Reasons.print(client.why(Given.value(worker)), output);
        }
        return ExitCodes.DONE;
    }
}
