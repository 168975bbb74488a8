package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.puli.api.client.WorkVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Leaves commands out. */
@Command(name = "skip", description = "Leaves commands out; what waits for them goes on.")
final class CommandSkip implements Callable<Integer> {
    @Mixin
    private final CommandsParameter commands = new CommandsParameter();

    @Override
    public Integer call() {
        return commands.each(WorkVerb.SKIP);
    }
}
