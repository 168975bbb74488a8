package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
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
@Command(name = "why", description = "Says why a command does not start, or what became of it.")
final class CommandWhy implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", description = "The command's number.")
    private @Nullable CommandId command;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            Reasons.print(client.why(Given.value(command)), output);
        }
        return ExitCodes.DONE;
    }
}
