package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.RunState;

class LeftoversTest {
    private static final String TREE = "trap '' TERM; echo $$; (setsid sh -c 'echo $$; exec sleep 1000' &);"
            + " (env -i sh -c 'echo $$; exec sleep 1000' &); while :; do sleep 1; done";

    @TempDir
    Path folder;

    /** Runs in a Java of its own, which is killed: launches the tree that leaves processes behind. */
    public static final class EarlierLife {
        private EarlierLife() {}

        /** Takes the data folder. */
        public static void main(String[] folder) throws Exception {
            RunBench bench = new RunBench(Path.of(folder[0]), Duration.ofSeconds(1));
            RunningCommand running = bench.shell(TREE).launch();
            bench.awaitOutput(running.attempt(), 3);
            Files.createFile(Path.of(folder[0], "ready"));
            TimeUnit.DAYS.sleep(1);
        }
    }

    /** Runs in a Java of its own, since orphans of an earlier life come to the test's process and are its strays. */
    public static final class NextLife {
        private NextLife() {}

        /** Takes the data folder. */
        public static void main(String[] folder) throws Exception {
            try (RunBench bench = new RunBench(Path.of(folder[0]), Duration.ofMillis(200))) {
                bench.launcher.stopLeftovers();
            }
        }
    }

    private static Process java(Class<?> life, Path data) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        life.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling(data.getFileName() + ".out").toFile())
                .start();
    }

    /** Lets a launcher start the tree and die without a word; returns the processes that it left. */
    private static List<String> leftBy(Path data) throws IOException, InterruptedException {
        Process life = java(EarlierLife.class, data);
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(data.resolve("ready")) || !life.isAlive());
        assertThat(data.resolve("ready")).exists();
        life.toHandle().destroyForcibly();
        life.waitFor();
        List<String> pids = Files.readAllLines(data.resolve("logs/job-7/command-1.attempt-1.log")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(pids).hasSize(3).allMatch(RunBench::isAlive);
        return pids;
    }

    private static void startAgain(Path data) throws IOException, InterruptedException {
        assertThat(java(NextLife.class, data).waitFor()).isZero();
        assertThat(data.resolve("scratch")).isEmptyDirectory();
        assertThat(data.resolve("run")).isDirectoryNotContaining("glob:**.run");
        assertThat(Files.readString(data.resolve("logs/job-7/command-1.attempt-1.log")))
                .contains("the worker went away while this ran");
    }

    @Test
    void whatAKilledWorkerLeftIsEndedAtItsNextStartAndOnlyThat() throws Exception {
        Path data = Files.createDirectory(folder.resolve("one"));
        Path other = Files.createDirectory(folder.resolve("other"));
        List<String> left = leftBy(data);
        List<String> leftByOther = leftBy(other);
        startAgain(data);
        assertThat(left).noneMatch(RunBench::isAlive);
        assertThat(leftByOther).allMatch(RunBench::isAlive);
        startAgain(other);
        assertThat(leftByOther).noneMatch(RunBench::isAlive);
    }

    @Test
    void aRecordOfAnotherProcessWithTheSameNumberHarmsNobody() throws IOException {
        try (RunBench bench = new RunBench(folder.resolve("data"), Duration.ZERO)) {
            RunningCommand running = bench.shell("echo $$; exec sleep 1000").launch();
            String pid = bench.awaitOutput(running.attempt(), 1).getFirst();
            Path record = bench.settings.stateFolder().resolve("1.1.run");
            await().until(() -> running.state().phase() == RunState.Phase.RUNNING);
            List<String> lines = Files.readAllLines(record);
            String earlier = lines.get(0).replaceFirst("/.*/", "/earlier/");
            Files.write(
                    bench.settings.stateFolder().resolve("77.1.run"),
                    List.of(
                            earlier,
                            lines.get(1),
                            pid,
                            "1",
                            folder.resolve("none.log").toString()));
            Files.writeString(bench.settings.stateFolder().resolve("78.1.run"), "cut of");
            Files.delete(record);
            bench.launcher.stopLeftovers();
            assertThat(pid).matches(RunBench::isAlive);
            assertThat(bench.settings.scratchFolder().resolve("1.1")).isDirectory();
            assertThat(bench.settings.stateFolder()).isDirectoryNotContaining("glob:**.run");
            running.stop("done");
            RunBench.end(running);
        }
    }

    @Test
    void aCopiedStateFolderBelongsToAnotherWorker() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        RunMark first = RunMark.of(one);
        RunMark second = RunMark.of(one);
        Path copy = Files.createDirectory(folder.resolve("copy"));
        Files.copy(one.resolve("worker-id"), copy.resolve("worker-id"));
        assertThat(second.worker()).isEqualTo(first.worker());
        assertThat(second.life()).isNotEqualTo(first.life());
        assertThat(RunMark.of(copy).worker()).isNotEqualTo(first.worker());
    }
}
