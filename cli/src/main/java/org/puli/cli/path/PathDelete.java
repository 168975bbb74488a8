package org.puli.cli.path;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.api.spec.PathRule;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.Pages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a path rule. */
@Command(name = "delete", description = "Removes a path rule; paths below its roots then stay as they are written.")
final class PathDelete implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The rule's name.")
    private @Nullable String name;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            boolean isThere = Pages.first(PathRule.MOST, client.paths()::list).items().stream()
                    .anyMatch(rule -> rule.name().equals(name));
            client.paths().delete(Given.value(name));
            String line = isThere ? " is gone" : " was not there; nothing was changed";
            Given.value(verb).commandLine().getOut().println("path rule " + name + line);
        }
        return ExitCodes.DONE;
    }
}
