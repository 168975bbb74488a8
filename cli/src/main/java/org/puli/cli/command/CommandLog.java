package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.client.FarmClient;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.LogOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints what a command wrote. */
@Command(name = "log", description = "Prints what a command wrote, byte by byte, from whatever worker it ran on.")
final class CommandLog implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", description = "The command's number.")
    private @Nullable CommandId command;

    @Mixin
    private final LogOption log = new LogOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            log.print(client, Given.value(command));
        }
        return ExitCodes.DONE;
    }
}
