package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.puli.api.client.WorkVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes commands as done. */
@Command(name = "done", description = "Takes commands as done; what runs of them is stopped.")
final class CommandDone implements Callable<Integer> {
    @Mixin
    private final CommandsParameter commands = new CommandsParameter();

    @Override
    public Integer call() {
        return commands.each(WorkVerb.DONE);
    }
}
