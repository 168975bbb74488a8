package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.puli.api.client.WorkVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs commands again, however they ended. */
@Command(name = "retry", description = "Runs commands again, however they ended.")
final class CommandRetry implements Callable<Integer> {
    @Mixin
    private final CommandsParameter commands = new CommandsParameter();

    @Override
    public Integer call() {
        return commands.each(WorkVerb.RETRY);
    }
}
