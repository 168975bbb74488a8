package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.json.Json;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;

/**
 * Launchers that use one data folder one after the other, each in a Java of its own that can be killed: whoever loses
 * its parent goes to the system, as it does under a real worker.
 */
final class Lives {
    private static final AttemptRef ATTEMPT = new AttemptRef(new CommandId(1), 1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(1);

    final Path data;

    Lives(Path data) throws IOException {
        this.data = Files.createDirectories(data);
    }

    /** Launches the order in {@code order.json} and never ends by itself. */
    public static final class First {
        private First() {}

        /** Takes the data folder. */
        public static void main(String[] words) throws Exception {
            Path data = Path.of(words[0]);
            RunOrder order = Json.read(Files.readString(data.resolve("order.json")), RunOrder.class);
            LinuxLauncher.open(RunSettings.in(data).withGrace(GRACE)).launch(order, () -> {});
            TimeUnit.DAYS.sleep(1);
        }
    }

    /** Goes on with what it can; with {@code stop} it stops that, with {@code known} it knows how that has ended. */
    public static final class Next {
        private Next() {}

        /** Takes the data folder, what is kept, and what to do. */
        public static void main(String[] words) throws Exception {
            Path data = Path.of(words[0]);
            RunSettings settings = RunSettings.in(data).withGrace(GRACE).withKeep(RunSettings.Keep.valueOf(words[1]));
            try (LinuxLauncher launcher = LinuxLauncher.open(settings)) {
                Set<AttemptRef> known = words[2].equals("known") ? Set.of(ATTEMPT) : Set.of();
                List<Adopted> adopted = launcher.takeOver(known, () -> {});
                Files.createFile(data.resolve("taken"));
                List<EndedRun> ends = new ArrayList<>();
                for (Adopted one : adopted) {
                    if (words[2].equals("stop")) {
                        one.run().stop("told to");
                    }
                    ends.add(RunBench.end(one.run()));
                    one.run().kept();
                }
                Path beside = Files.writeString(data.resolve("ends.new"), Json.write(ends));
                Files.move(beside, data.resolve("ends.json"), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** A shell's line as an order. */
    static RunOrder shell(String line) {
        return order(new CommandLine(List.of(line), true), null, 0);
    }

    static RunOrder order(CommandLine line, FrameRange frames, long timeoutMillis) {
        return new RunOrder(
                ATTEMPT,
                99,
                new RunDetails(
                        new JobId(7),
                        "a job",
                        new TaskId(8),
                        "a task",
                        ATTEMPT.command(),
                        "ann",
                        line,
                        frames,
                        null,
                        Map.of("SECRET", "hush"),
                        1,
                        0,
                        timeoutMillis,
                        null,
                        null));
    }

    Process begin(RunOrder order) throws IOException {
        Files.writeString(data.resolve("order.json"), Json.write(order));
        return java(First.class, data.toString());
    }

    /** Starts an order and kills the launcher when the program has written some lines; returns these. */
    List<String> leave(RunOrder order, int lineCount) throws IOException, InterruptedException {
        Process first = begin(order);
        await().atMost(PATIENCE).until(() -> output().size() >= lineCount || !first.isAlive());
        kill(first);
        assertThat(output()).hasSizeGreaterThanOrEqualTo(lineCount);
        return output();
    }

    static void kill(Process life) throws InterruptedException {
        life.toHandle().destroyForcibly();
        life.waitFor();
    }

    Process next(RunSettings.Keep keep, String what) throws IOException {
        Files.deleteIfExists(data.resolve("taken"));
        return java(Next.class, data.toString(), keep.name(), what);
    }

    /** Waits until a later launcher goes on. */
    void awaitTaken(Process next) {
        await().atMost(PATIENCE).until(() -> Files.exists(data.resolve("taken")) || !next.isAlive());
        assertThat(data.resolve("taken")).exists();
    }

    /** How everything ended that a later launcher went on with. */
    List<EndedRun> ends(Process next) throws IOException, InterruptedException {
        assertThat(next.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(next.exitValue())
                .as(Files.readString(data.resolve("Next.out")))
                .isZero();
        return Arrays.asList(Json.read(Files.readString(data.resolve("ends.json")), EndedRun[].class));
    }

    private Process java(Class<?> life, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                life.getName()));
        line.addAll(List.of(words));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve(life.getSimpleName() + ".out").toFile())
                .start();
    }

    String log() throws IOException {
        Path log = data.resolve("logs/job-7/command-1.attempt-1.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    List<String> output() throws IOException {
        return log().lines().filter(line -> !line.startsWith("# puli")).toList();
    }

    Path note() {
        return data.resolve("run/1.1.kept.json");
    }

    KeptNote readNote() throws IOException {
        return Json.read(Files.readString(note()), KeptNote.class);
    }

    /** Lets a program go on that waits for the file {@code go}. */
    void go() throws IOException {
        Files.createFile(data.resolve("go"));
    }

    /** The keepers of this data folder's worker. */
    List<ProcessStat> keepers() throws IOException {
        String worker = Files.readAllLines(data.resolve("run/worker-id")).getFirst();
        return ProcTable.read().stream()
                .filter(process -> {
                    String mark = ProcTable.findVariable(process.pid(), Keeper.VARIABLE);
                    return mark != null && mark.startsWith(worker) && !process.isEnded();
                })
                .toList();
    }
}
