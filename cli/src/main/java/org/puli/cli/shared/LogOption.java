package org.puli.cli.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.LogQuery;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which part of a log to print, and the printing. */
public final class LogOption {
    @Option(names = "--attempt", paramLabel = "N", description = "Which try, from 1 (default: the newest).")
    private @Nullable Integer attempt;

    @Option(
            names = {"--follow", "-f"},
            description = "Go on as the command writes, until it ends.")
    private boolean follow;

    @Option(names = "--tail", paramLabel = "BYTES", description = "Only the last so many bytes.")
    private @Nullable Long tail;

    @Option(
            names = {"--grep", "-g"},
            paramLabel = "REGEX",
            description = "Only the lines that match a regular expression (RE2), each after its number.")
    private @Nullable String grep;

    @Option(
            names = {"--fixed", "-F"},
            description = "What --grep looks for is a text that stands for itself.")
    private boolean fixed;

    @Option(
            names = {"--ignore-case", "-i"},
            description = "For --grep, upper and lower case are the same.")
    private boolean ignoreCase;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /** Prints a command's log as it is, byte by byte, or the lines of it that are looked for. */
    public void print(FarmClient client, CommandId command) {
        CommandSpec here = Given.value(verb);
        if (tail != null && tail < 1) {
            throw new ParameterException(here.commandLine(), "--tail is 1 or more bytes, not " + tail);
        }
        if (grep != null) {
            LogGrep.checkAlone(follow || tail != null, here.commandLine());
            new LogGrep(client.attempts(command), grep, fixed, ignoreCase).print(attempt, here.commandLine());
            return;
        }
        LogQuery query = new LogQuery(attempt, tail == null ? 0 : -tail, follow);
        try (InputStream log = client.attempts(command).log(query)) {
            copy(log, here.commandLine().getOut());
        } catch (IOException e) {
            throw new UncheckedIOException("the log of command " + command + " broke off: " + e.getMessage(), e);
        }
    }

    private static void copy(InputStream log, PrintWriter out) throws IOException {
        if (out instanceof Outlet outlet) {
            outlet.copy(log);
        } else {
            throw new IllegalStateException("the output takes no bytes");
        }
    }
}
