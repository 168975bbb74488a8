package org.puli.cli.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.client.FarmClient;
import org.puli.api.view.CommandView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.LogOption;
import org.puli.cli.shared.Tries;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a job's command wrote. */
@Command(
        name = "log",
        description = {
            "Prints the log of the job's newest failed command; if none failed, of the one that was started last.",
            "A line above each log names the command, its try and its worker."
        })
final class JobLog implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "The job's number.")
    private @Nullable JobId job;

    @Option(names = "--task", paramLabel = "TASK", description = "Choose among the commands of this task only.")
    private @Nullable String task;

    @Option(names = "--command", paramLabel = "N", description = "The log of this command; may be given several times.")
    private final List<CommandId> commands = new ArrayList<>();

    @Mixin
    private final LogOption log = new LogOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        PrintWriter out = Given.value(verb).commandLine().getOut();
        try (FarmClient client = farm.open()) {
            for (CommandView command : chosen(client)) {
                out.println("== " + title(command) + " ==");
                log.print(client, command.id());
            }
        }
        return ExitCodes.DONE;
    }

    private List<CommandView> chosen(FarmClient client) {
        JobId id = Given.value(job);
        if (commands.isEmpty()) {
            return List.of(NewestCommand.of(client, id, task));
        }
        List<CommandView> chosen = commands.stream().map(client::command).toList();
        for (CommandView command : chosen) {
            if (!command.job().equals(id)) {
                throw new ParameterException(
                        Given.value(verb).commandLine(),
                        "command " + command.id() + " belongs to job " + command.job() + ", not to job " + id);
            }
        }
        return chosen;
    }

    private static String title(CommandView command) {
        return "command " + command.id() + ", " + command.name() + ", try " + Tries.text(command, " of ")
                + (command.worker() == null ? "" : " on " + command.worker()) + ", " + command.status()
                + (command.exitCode() == null ? "" : " with exit code " + command.exitCode());
    }
}
