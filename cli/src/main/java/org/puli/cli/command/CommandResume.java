package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.puli.api.client.WorkVerb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets commands start again. */
@Command(name = "resume", description = "Lets commands start again that were paused one by one.")
final class CommandResume implements Callable<Integer> {
    @Mixin
    private final CommandsParameter commands = new CommandsParameter();

    @Override
    public Integer call() {
        return commands.each(WorkVerb.RESUME);
    }
}
