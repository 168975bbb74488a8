package org.puli.cli.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.view.AttemptView;
import org.puli.api.view.CommandView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Facts;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Sizes;
import org.puli.cli.shared.Times;
import org.puli.cli.shared.Tries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one command. */
@Command(name = "show", description = "Shows a command: what it runs, where, and how it ended.")
final class CommandShow implements Callable<Integer> {
    @Parameters(paramLabel = "COMMAND", description = "The command's number.")
    private @Nullable CommandId command;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            CommandView view = client.command(Given.value(command));
            CommandHistory all =
                    new CommandHistory(view, client.attempts(view.id()).ended());
            output.show(all, CommandColumns.COMMANDS.within(CommandHistory::command), out -> print(all, out));
        }
        return ExitCodes.DONE;
    }

    private static @Nullable String avoided(CommandView command) {
        return command.avoided() == null
                ? null
                : command.avoided().stream().map(WorkerName::value).collect(Collectors.joining(", "))
                        + ", while another worker can take it";
    }

    private static @Nullable String memory(@Nullable Long grown) {
        return grown == null ? null : Sizes.text(grown) + ", since it used more than its task reserves";
    }

    private static void print(CommandHistory all, PrintWriter out) {
        print(all.command(), out);
        if (!all.history().isEmpty()) {
            out.println();
            OutputOption.table(all.history(), CommandHistory.ATTEMPTS, out);
        }
        AttemptView telling = all.findTelling();
        if (telling != null) {
            out.println();
            out.println("Results of try " + telling.attempt() + ":");
            Facts results = new Facts();
            telling.results().forEach(results::add);
            results.print(out);
        }
        if (all.command().attempt() > 0) {
            out.println();
            out.println("See what it wrote: puli command log " + all.command().id());
        }
    }

    private static void print(CommandView command, PrintWriter out) {
        new Facts()
                .add("Command", command.id() + "  " + command.name())
                .add("Status", command.status() + (command.stopping() ? " (its processes are being stopped)" : ""))
                .add("Paused", command.paused() ? "it does not start: puli command resume " + command.id() : null)
                .add("Reason", command.reason())
                .add("Starts again", command.readyAt() == null ? null : "not before " + Times.local(command.readyAt()))
                .add("Avoids", avoided(command))
                .add("Memory", memory(command.grownMemory()))
                .add("Job", command.job())
                .add("Frames", command.frames())
                .add("Runs", ShellWords.join(command.arguments()))
                .add("Try", Tries.text(command, " of "))
                .add("Worker", command.worker())
                .add("Started", Times.local(command.startedAt()))
                .add("Ended", Times.local(command.endedAt()))
                .add("Took", Times.between(command.startedAt(), command.endedAt()))
                .add("Progress", CommandColumns.progress(command))
                .add("Frames done", command.framesDone())
                .add("Message", command.message())
                .add("Exit code", command.exitCode())
                .print(out);
    }
}
