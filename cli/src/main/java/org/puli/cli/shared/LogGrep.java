package org.puli.cli.shared;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.AttemptCalls;
import org.puli.api.sync.LogSearch;
import org.puli.api.view.LogLine;
import org.puli.api.view.LogLines;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Prints the lines of a log that somebody looks for, as the worker finds them. */
final class LogGrep {
    private final AttemptCalls attempts;
    private final String pattern;
    private final boolean fixed;
    private final boolean ignoreCase;

    LogGrep(AttemptCalls attempts, String pattern, boolean fixed, boolean ignoreCase) {
        this.attempts = attempts;
        this.pattern = pattern;
        this.fixed = fixed;
        this.ignoreCase = ignoreCase;
    }

    static void checkAlone(boolean isPart, CommandLine verb) {
        if (isPart) {
            throw new ParameterException(verb, "--grep looks through the whole log; leave out --follow and --tail");
        }
    }

    /** Asks again from where the worker stopped, until the log is through. */
    void print(@Nullable Integer attempt, CommandLine verb) {
        PrintWriter out = verb.getOut();
        LogLines found = search(attempt, 1);
        boolean any = print(found, out);
        while (!found.complete() && !out.checkError()) {
            found = search(found.attempt(), found.lastLine() + 1);
            any |= print(found, out);
        }
        if (!any) {
            verb.getErr().println("no line matches, of " + found.lastLine());
        }
    }

    private LogLines search(@Nullable Integer attempt, long fromLine) {
        return attempts.search(attempt, new LogSearch(pattern, ignoreCase, fromLine, LogSearch.MOST_LINES), fixed);
    }

    private static boolean print(LogLines found, PrintWriter out) {
        for (LogLine line : found.lines()) {
            out.println(line.line() + ":" + Table.printable(line.text()));
        }
        return !found.lines().isEmpty();
    }
}
