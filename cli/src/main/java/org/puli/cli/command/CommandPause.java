package org.puli.cli.command;

import java.util.concurrent.Callable;
import org.puli.cli.shared.RunningOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps commands from starting. */
@Command(
        name = "pause",
        description = "Keeps commands from starting until they are resumed; what runs of them goes on.")
final class CommandPause implements Callable<Integer> {
    @Mixin
    private final RunningOption running = new RunningOption();

    @Mixin
    private final CommandsParameter commands = new CommandsParameter();

    @Override
    public Integer call() {
        return commands.each((client, command) -> client.pause(command, running.word()));
    }
}
