package org.puli.worker.run;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunDetails;

/**
 * The words of the lines that frame a program's output in its log. What of the environment stands among them is said by
 * {@link ShownEnvironment}.
 */
final class LogLines {
    private static final int SHOWN_ARGUMENTS = 200;
    private static final int SHOWN_CHARACTERS = 1000;
    private static final String HOST = hostName();

    private LogLines() {}

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }

    /** What, where, when, and what it holds. */
    static String[] header(AttemptRef attempt, long leaseId, RunDetails details) {
        return new String[] {
            "job " + details.job() + " \"" + details.jobName() + "\", task " + details.task() + " \""
                    + details.taskName() + "\", command " + attempt.command() + ", attempt " + attempt.attempt(),
            "started " + now() + " on " + HOST + " for " + details.owner(),
            "holds " + held(details) + " by lease " + leaseId
        };
    }

    private static String held(RunDetails details) {
        BigDecimal cores = BigDecimal.valueOf(details.cores()).stripTrailingZeros();
        String memory = details.memoryBytes() == 0 ? "" : ", " + (details.memoryBytes() >> 20) + " MB of memory";
        String time = details.timeoutMillis() == 0 ? "" : ", " + duration(details.timeoutMillis()) + " of time";
        return cores.toPlainString() + (details.cores() == 1 ? " core" : " cores") + memory + time;
    }

    /** The folder and the command line of one process. */
    static String[] step(CommandPlan.Step step, Path folder) {
        String line = step.arguments().stream()
                .limit(SHOWN_ARGUMENTS)
                .map(LogLines::shown)
                .collect(Collectors.joining(" "));
        boolean isCut = step.arguments().size() > SHOWN_ARGUMENTS;
        String frames = step.words() == null ? "" : step.words() + ": ";
        return new String[] {frames + "runs " + line + (isCut ? " …" : ""), "in " + folder};
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String shown(String argument) {
        String cut = argument.length() <= SHOWN_CHARACTERS ? argument : argument.substring(0, SHOWN_CHARACTERS) + "…";
        boolean isPlain = !cut.isEmpty() && cut.chars().noneMatch(c -> c <= ' ' || c == '\'' || c == '"');
        return isPlain ? cut : "'" + cut.replace("'", "'\\''") + "'";
    }

    /** How it ended and what it used. */
    static String footer(RunResult result, long wallMillis, long cpuMillis, long peakBytes, ProcTable.Io io) {
        String used = String.format(Locale.ROOT, "%.3f s, processor %.3f s", wallMillis / 1e3, cpuMillis / 1e3);
        String peak = peakBytes == 0 ? "" : ", memory up to " + (peakBytes >> 20) + " MB";
        String moved = io.equals(ProcTable.Io.NONE)
                ? ""
                : ", read " + (io.readBytes() >> 20) + " MB, wrote " + (io.writtenBytes() >> 20) + " MB";
        return "ended " + now() + " after " + used + peak + moved + ": " + result.words();
    }

    /** A length of time. */
    static String duration(long millis) {
        List<Long> units = List.of(3_600_000L, 60_000L, 1000L);
        List<String> names = List.of(" h", " min", " s");
        for (int i = 0; i < units.size(); i++) {
            if (millis >= units.get(i) && millis % units.get(i) == 0) {
                return millis / units.get(i) + names.get(i);
            }
        }
        return millis + " ms";
    }
}
