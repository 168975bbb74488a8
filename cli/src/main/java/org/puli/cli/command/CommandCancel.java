package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.puli.api.client.WorkVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends commands. */
@Command(name = "cancel", description = "Ends commands; what runs of them is stopped.")
final class CommandCancel implements Callable<Integer> {
    @Mixin
    private final CommandsParameter commands = new CommandsParameter();

    @Override
    public Integer call() {
        return commands.each(WorkVerb.CANCEL);
    }
}
