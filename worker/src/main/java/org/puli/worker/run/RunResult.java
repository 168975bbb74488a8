package org.puli.worker.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.EndedRun.Outcome;

/** How an attempt, or one of its processes, ended; its parts mean what they mean in {@code EndedRun}. */
record RunResult(
        Outcome outcome,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String reason) {
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL, illegal instruction"),
            Map.entry(6, "SIGABRT, it gave up by itself"),
            Map.entry(7, "SIGBUS, bad memory access"),
            Map.entry(8, "SIGFPE, arithmetic fault"),
            Map.entry(9, "SIGKILL, by somebody or for lack of memory"),
            Map.entry(11, "SIGSEGV, bad memory access"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU, processor time limit"),
            Map.entry(25, "SIGXFSZ, file size limit"));

    static RunResult failed(String reason) {
        return new RunResult(Outcome.FAILED, null, null, reason);
    }

    /** The result of a process; which frames it was for is named in the reason when there are several processes. */
    static RunResult of(Libc.Exit exit, @Nullable String frames) {
        if (exit.equals(Libc.Exit.UNKNOWN)) {
            String reason = "ended while no worker was there, and nobody remembers how";
            return new RunResult(Outcome.STOPPED, null, null, reason);
        }
        String who = frames == null ? "" : frames + ": ";
        if (exit.bySignal()) {
            String name = SIGNALS.getOrDefault(exit.code(), "a signal");
            return new RunResult(
                    Outcome.FAILED, null, exit.code(), who + "ended by signal " + exit.code() + " (" + name + ")");
        }
        boolean isDone = exit.code() == 0;
        String reason = isDone ? null : who + "exit code " + exit.code();
        return new RunResult(isDone ? Outcome.DONE : Outcome.FAILED, exit.code(), null, reason);
    }

    boolean isDone() {
        return outcome == Outcome.DONE;
    }

    /** The same end of the process, but brought about by the worker. */
    RunResult because(Outcome why, String reasonForIt) {
        return new RunResult(why, exitCode, signal, reasonForIt);
    }

    /** For the log's last line. What the end of a program means is told elsewhere: only the task's policy knows. */
    String words() {
        String ended = exitCode == null ? "" : "exit code " + exitCode;
        ended = signal == null ? ended : "signal " + signal;
        boolean isOwn = !ended.isEmpty() && (outcome == Outcome.DONE || outcome == Outcome.FAILED);
        String end = isOwn ? ended : outcome + (ended.isEmpty() ? "" : ", " + ended);
        boolean isSaid = reason == null || ended.equals(reason);
        return end + (isSaid ? "" : ": " + reason);
    }
}
