package org.puli.dispatcher.database;

import java.io.PrintWriter;
import org.puli.api.config.BadSetting;
import org.puli.dispatcher.loop.StoreFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All verbs of {@code puli database}. Stateless. */
@Command(
        name = "puli database",
        description = "Looks after the farm's database. The flags and settings are the dispatcher's own.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = {
            CheckVerb.class,
            MigrateVerb.class,
            BackupVerb.class,
            RestoreVerb.class,
            CopyVerb.class,
            CleanVerb.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and nothing is wrong",
            "1:failed, or check found a problem",
            "2:bad flag or setting",
            "4:refused as things are, such as a running dispatcher; nothing was touched"
        })
public final class DatabaseVerbs {
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int REFUSED = 4;

    private DatabaseVerbs() {}

    /** Runs a verb; gives the exit code. */
    public static int run(String version, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine verbs = new CommandLine(new DatabaseVerbs());
        verbs.getSubcommands().values().forEach(verb -> verb.getCommandSpec().mixinStandardHelpOptions(true));
        verbs.getCommandSpec().version(version);
        verbs.setOut(out).setErr(err).setExecutionExceptionHandler((failure, line, parsed) -> say(failure, err));
        return arguments.length == 0 ? usage(verbs, err) : verbs.execute(arguments);
    }

    private static int usage(CommandLine verbs, PrintWriter err) {
        verbs.usage(err);
        return BAD_INPUT;
    }

    private static int say(Exception failure, PrintWriter err) throws Exception {
        return switch (failure) {
            case BadSetting bad -> line(err, bad, BAD_INPUT);
            case Denied denied -> line(err, denied, REFUSED);
            case StoreFailure failed -> line(err, failed, FAILED);
            default -> throw failure;
        };
    }

    private static int line(PrintWriter err, Exception failure, int code) {
        err.println(failure.getMessage());
        return code;
    }
}
