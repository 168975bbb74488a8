package org.puli.cli.path;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.spec.PathChange;
import org.puli.api.view.PathTrial;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what path rules make of values. */
@Command(
        name = "try",
        description = "Shows what the path rules make of paths, or of the values of a command, on a worker. Changes"
                + " nothing.")
final class PathTry implements Callable<Integer> {
    private static final Columns<PathChange> VALUES = new Columns<PathChange>()
            .text("WHERE", "place", PathChange::place)
            .wide("WRITTEN", "before", PathChange::before)
            .wide("THERE", "after", PathChange::after)
            .text("RULE", "rule", PathChange::rule)
            .wide("BECAUSE", "because", PathTry::because);

    @Option(names = "--worker", required = true, paramLabel = "WORKER", description = "The worker that is meant.")
    private @Nullable WorkerName worker;

    @Option(names = "--command", paramLabel = "COMMAND", description = "The number of a command: all of its values.")
    private @Nullable CommandId command;

    @Parameters(
            paramLabel = "VALUE",
            arity = "0..*",
            description = "Paths, or arguments such as scene=/mnt/a.ma; after -- also such as --scene=/mnt/a.ma.")
    private final List<String> values = new ArrayList<>();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        if (values.isEmpty() && command == null) {
            throw new ParameterException(
                    Given.value(verb).commandLine(), "name a path to try, or a command by --command N");
        }
        try (FarmClient client = farm.open()) {
            PathTrial trial = client.paths().attempt(Given.value(worker), values, command);
            output.list(trial.values(), VALUES);
            PrintWriter err = Given.value(verb).commandLine().getErr();
            if (trial.remark() != null) {
                err.println("(" + trial.remark() + ")");
            }
        }
        return ExitCodes.DONE;
    }

    private static String because(PathChange value) {
        if (value.rule() == null) {
            return "no rule covers it";
        }
        if (value.to() == null) {
            return "the rule has no root there";
        }
        return value.differs() ? value.from() + " is " + value.to() + " there" : "it is right there";
    }
}
