package org.puli.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.WorkVerb;
import org.puli.api.view.CommandView;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Several commands, to each of which the same is done: a refusal for one does not keep the others waiting. */
final class CommandsParameter {
    @Parameters(paramLabel = "COMMAND", arity = "1..*", description = "Numbers of commands.")
    private final List<CommandId> commands = new ArrayList<>();

    @Option(names = "--cascade", description = "Also the tasks that wait for its task, directly or through others.")
    private boolean cascade;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /**
     * Does it to every command and prints a line for each.
     *
     * @return an exit code: that of the last refusal, if there was one
     */
    int each(WorkVerb what) {
        return all((client, command) -> client.steer(what, command, cascade));
    }

    /** The same for what is done to commands alone. */
    int each(BiFunction<FarmClient, CommandId, CommandView> action) {
        if (cascade) {
            throw new BadInput("single commands are paused without --cascade; see puli job pause --task");
        }
        return all(action);
    }

    private int all(BiFunction<FarmClient, CommandId, CommandView> action) {
        PrintWriter out = Given.value(verb).commandLine().getOut();
        PrintWriter err = Given.value(verb).commandLine().getErr();
        int code = ExitCodes.DONE;
        try (FarmClient client = farm.open()) {
            for (CommandId command : commands) {
                try {
                    CommandView view = action.apply(client, command);
                    String paused = view.paused() ? " and paused" : "";
                    out.println("command " + command + " is " + view.status() + paused + ": " + view.name());
                } catch (FarmRefusal e) {
                    err.println("command " + command + " not done: " + e.getMessage());
                    code = ExitCodes.of(e.problem());
                }
            }
        }
        return code;
    }
}
