package org.puli.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Given;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the script that completes words in a shell. */
@Command(
        name = "completion",
        description = {
            "Prints a completion script for bash and zsh. To use it in this shell:",
            "  source <(puli completion)",
            "and for good, add that line to ~/.bashrc or ~/.zshrc."
        })
final class Completion implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        CommandLine puli = Given.value(verb).root().commandLine();
        puli.getOut().println(AutoComplete.bash("puli", puli));
        return ExitCodes.DONE;
    }
}
