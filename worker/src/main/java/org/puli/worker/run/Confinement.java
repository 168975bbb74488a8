package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one attempt's processes, and as whom they run. Whatever keeps a program from being started is told as
 * if it had been started directly.
 *
 * @param chain the programs that set limits, each with its arguments, in the order in which one becomes the next
 * @param user as whom they run; null for the worker's own
 * @param cpus the processors that it runs on, in ascending order; empty for any
 * @param nice the niceness of the whole attempt; null for the worker's own
 * @param giveBack gives the processors back
 */
record Confinement(
        List<List<String>> chain,
        @Nullable LocalUser user,
        List<Integer> cpus,
        @Nullable Integer nice,
        Runnable giveBack)
        implements AutoCloseable {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int WORDS_BYTES = 2000;
    /** What the system says in the language of an environment that names none. */
    private static final Map<String, Integer> ERRORS = Map.of(
            "Argument list too long", 7,
            "Exec format error", 8,
            "Permission denied", 13,
            "Text file busy", 26);

    private static final int ENOENT = 2;

    /** What a program is told of it. */
    Map<String, String> variables() {
        return cpus.isEmpty() ? Map.of() : Map.of("PULI_CPUS", CpuPins.text(cpus));
    }

    /** Whether they are started directly. */
    boolean isNone() {
        return chain.isEmpty() && user == null;
    }

    /** For the log. */
    String words() {
        String limits = chain.isEmpty()
                ? ""
                : "limited by "
                        + chain.stream().map(link -> String.join(" ", link)).collect(Collectors.joining(" "));
        return (user == null ? "" : "runs as " + user) + (user == null || limits.isEmpty() ? "" : ", ") + limits;
    }

    /** Starts one of the attempt's processes; with a keeper it waits to be let go. */
    ProcessTree start(CommandPlan plan, CommandPlan.Step step, String mark, Path log, @Nullable Keeper keeper)
            throws CannotStart {
        if (isNone() && keeper == null) {
            return Children.start(mark, step.program(), step.arguments(), step.environment(), plan.folder(), log);
        }
        ProgramFormat.check(step.program(), plan.folder());
        List<String> words = new ArrayList<>();
        links(plan).forEach(words::addAll);
        if (user != null && step.program().toString().indexOf('=') >= 0) {
            throw new CannotStart(
                    "the program " + step.program() + " has a '=' in its path, and is not run as another user");
        }
        words.add(step.program().toString());
        words.addAll(step.arguments().subList(1, step.arguments().size()));
        if (keeper != null) {
            return Children.startKept(mark, keeper, words, plan, step, log);
        }
        Path first = Path.of(words.getFirst());
        try {
            Path from = user == null ? plan.folder() : Path.of("/");
            return Children.start(mark, first, words, step.environment(), from, log);
        } catch (CannotStart e) {
            throw Files.isExecutable(first)
                    ? e.of(step.program(), plan.folder())
                    : new CannotStart(first + ", which sets limits or the user, is gone from this worker");
        }
    }

    /** All programs that it is started through: limits first, since some of them need the worker's rights. */
    private List<List<String>> links(CommandPlan plan) {
        List<List<String>> links = new ArrayList<>(chain);
        if (user != null) {
            links.addAll(user.links(plan.folder()));
        }
        return links;
    }

    /**
     * Lets the session of a process stand back as its processes do: where the kernel shares processors among sessions,
     * niceness counts only within one. To be repeated, since the kernel takes this from ordinary users a few times a
     * second only.
     */
    void standBack(ProcessTree tree) {
        Path file = Path.of("/proc/" + tree.main() + "/autogroup");
        if (nice == null || !Files.exists(file)) {
            return;
        }
        try {
            if (!Files.readString(file).strip().endsWith(" nice " + nice)) {
                writeOnce(file, Integer.toString(nice));
            }
        } catch (IOException goneOrBusy) {
            // The next look tries again, if the process is still there.
        }
    }

    private static void writeOnce(Path file, String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(text.getBytes(US_ASCII));
        }
    }

    /**
     * Tells a program that was never started from one that failed by itself. The kernel keeps the name of what a
     * process was last, and the program that could not become the next one says why.
     *
     * @param tree its first process has ended and is not yet reaped
     * @param logStart where the output of this process begins
     * @throws CannotStart when it was never started
     */
    void checkStarted(CommandPlan plan, CommandPlan.Step step, ProcessTree tree, Libc.Exit exit, long logStart)
            throws CannotStart {
        List<List<String>> all = new ArrayList<>(tree.via());
        all.addAll(links(plan));
        if (all.isEmpty() || exit.bySignal() || exit.code() == 0) {
            return;
        }
        String name = ProcTable.name(tree.main());
        if (all.stream().noneMatch(link -> name.equals(fileName(link)))) {
            return;
        }
        String said = said(tree.log(), logStart);
        // Some call themselves by their whole path.
        if (!said.startsWith(name + ":") && all.stream().noneMatch(link -> said.startsWith(link.getFirst() + ":"))) {
            return;
        }
        boolean mayBeProgram = exit.code() == NOT_FOUND || exit.code() == NOT_EXECUTABLE;
        if (!mayBeProgram) {
            throw new CannotStart(
                    (user == null ? "its limits could not be set: " : "it could not be started: ") + said);
        }
        if (name.equals(fileName(all.getLast())) && said.indexOf(step.program().toString(), said.indexOf(':')) > 0) {
            throw refused(
                    plan,
                    step,
                    exit.code(),
                    said.substring(said.lastIndexOf(':') + 1).strip());
        }
    }

    private static CannotStart refused(CommandPlan plan, CommandPlan.Step step, int code, String words) {
        int error = code == NOT_FOUND ? ENOENT : ERRORS.getOrDefault(words, 0);
        return error == 0
                ? new CannotStart("could not start " + step.program() + " in " + plan.folder() + ": " + words)
                : CannotStart.becauseOf(error, step.program(), plan.folder());
    }

    private static String fileName(List<String> link) {
        return String.valueOf(Path.of(link.getFirst()).getFileName());
    }

    private static String said(Path log, long start) {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(start);
            return new String(in.readNBytes(WORDS_BYTES), UTF_8).strip();
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Gives the processors back; once, when nothing runs on them any more. */
    @Override
    public void close() {
        giveBack.run();
    }
}
