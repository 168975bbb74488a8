package org.puli.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says which Puli this is. */
@Command(name = "version", description = "Says which Puli this is, and on which Java it runs.")
final class VersionVerb implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        Given.value(verb)
                .commandLine()
                .getOut()
                .println(Version.TEXT + " on Java " + Runtime.version().feature());
        return ExitCodes.DONE;
    }
}
