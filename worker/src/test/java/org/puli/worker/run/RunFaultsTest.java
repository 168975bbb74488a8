package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;

/** Programs and machines at their worst, each with an outcome that one can understand. */
class RunFaultsTest {
    private static final long GIGABYTE = 1L << 30;
    /** What a test leaves free on the disk at least. */
    private static final long SPARED_BYTES = 20 * GIGABYTE;

    @TempDir
    Path folder;

    private RunBench bench;

    /** Where its commands get control groups. */
    String cgroup() {
        return RunGroups.OFF;
    }

    @BeforeEach
    void open() throws IOException {
        bench = new RunBench(folder, Duration.ofMillis(300), cgroup());
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static List<ProcessStat> treeOf(String main) {
        int pid = Integer.parseInt(main);
        return ProcessTree.descent(ProcTable.read(), process -> process.pid() == pid);
    }

    /** Forty families, each of forty-nine in a session of its own, and the one of all; none heeds the polite signal. */
    @Test
    void aTreeOfTwoThousandThatIgnoresThePoliteSignalIsEndedWhole() throws IOException {
        RunningCommand running = bench.shell("""
                exec 2>/dev/null
                trap '' TERM HUP INT
                echo $$
                for family in $(seq 40); do
                  setsid sh -c 'for i in $(seq 49); do sleep 1000 & done; while :; do wait; done' &
                done
                while :; do wait; done
                """).launch();
        String main = bench.awaitOutput(running.attempt(), 1).getFirst();
        await().atMost(Duration.ofMinutes(1)).until(() -> treeOf(main).size() >= 2_001);
        List<ProcessStat> tree = treeOf(main);
        running.stop("enough of them");
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(end.signal()).isEqualTo(9);
        List<ProcessStat.Key> left =
                ProcTable.read().stream().map(ProcessStat::key).toList();
        assertThat(tree).noneMatch(process -> left.contains(process.key()));
    }

    @Test
    void aTreeOfTwoThousandIsEndedAlsoWhenItsFirstProcessLeavesIt() throws IOException {
        EndedRun end = bench.shell("for i in $(seq 1999); do sleep 1000 & done; echo $(ps -o pid= --ppid $$ | wc -l)")
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(Integer.parseInt(bench.output(end.attempt()).getFirst().strip()))
                .isGreaterThanOrEqualTo(1_999);
        assertThat(Children.orphans().filter(orphan -> orphan.owner() != null)).isEmpty();
    }

    @Test
    void gigabytesOfOutputAreKeptAndProgressIsReadBehindThem() throws IOException {
        boolean hasRoom = folder.toFile().getUsableSpace() > SPARED_BYTES + 4 * GIGABYTE;
        long each = hasRoom ? GIGABYTE / 2 : GIGABYTE / 16;
        String write = "head -c " + each + " /dev/zero";
        RunningCommand running = bench.shell("for i in 1 2 3 4; do " + write + " & done; wait; echo;"
                        + " echo openjd_progress: 70; read line < go; echo; echo last")
                .in(fifo("go"))
                .launch();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Double.valueOf(0.7).equals(running.state().progress()));
        Path log = bench.launcher.logs().findLog(running.attempt());
        Files.writeString(folder.resolve("go"), "go\n");
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(Files.size(log)).isBetween(4 * each, 4 * each + 10_000);
        assertThat(tail(log)).contains("last\n# puli ended").endsWith("\n");
        Files.delete(log);
    }

    /** More than two gigabytes at once, of which the disk holds nothing. */
    @Test
    void aLogMayBeLongerThanAnyNumberOfThirtyTwoBits() throws IOException {
        RunningCommand running = bench.shell(
                        "truncate -s 5G /proc/self/fd/1; echo; echo openjd_progress: 30;" + " read line < go; exit 3")
                .in(fifo("go"))
                .launch();
        await().until(() -> Double.valueOf(0.3).equals(running.state().progress()));
        Files.writeString(folder.resolve("go"), "go\n");
        EndedRun end = RunBench.end(running);
        assertThat(end.exitCode()).isEqualTo(3);
        Path log = bench.launcher.logs().findLog(running.attempt());
        assertThat(Files.size(log)).isGreaterThan(5 * GIGABYTE);
        assertThat(tail(log)).contains("openjd_progress: 30\n# puli ended");
    }

    /** Makes a pipe on which a program waits until the test writes, and returns where it is. */
    private Path fifo(String name) throws IOException {
        command("mkfifo", folder.resolve(name).toString());
        return folder;
    }

    private static void command(String... words) throws IOException {
        assertThat(exitCode(words)).as(String.join(" ", words)).isZero();
    }

    private static int exitCode(String... words) throws IOException {
        try {
            return new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String tail(Path log) throws IOException {
        byte[] bytes = new byte[2_000];
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
        }
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void aFullDiskFailsWhatNeedsItAndNothingAfterwards() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(exitCode("mount", "-t", "tmpfs", "-o", "size=1m", "puli-test", disk.toString()))
                .as("a small disk can be mounted by root alone")
                .isZero();
        try (RunBench full = new RunBench(disk, Duration.ofMillis(300))) {
            EndedRun writing = full.shell("exec head -c 3000000 /dev/zero").run();
            assertThat(writing.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(writing.reason()).isEqualTo("exit code 1");
            Path rest = disk.resolve("rest");
            assertThat(exitCode("sh", "-c", "cat /dev/zero > " + rest)).isPositive();
            EndedRun quiet = full.order("true").run();
            assertThat(quiet.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(quiet.reason()).contains("cannot write", "No space left on device");
            Files.delete(rest);
            Files.delete(full.launcher.logs().findLog(writing.attempt()));
            EndedRun after = full.order("true").run();
            assertThat(after.outcome()).as(after.toString()).isEqualTo(Outcome.DONE);
        } finally {
            command("umount", disk.toString());
        }
    }

    @Test
    void aDiskThatIsFullForTheProgramAloneIsItsOwnError() throws IOException {
        EndedRun end = bench.shell("exec cat /dev/zero > /dev/full").run();
        assertThat(end.reason()).isEqualTo("exit code 1");
        assertThat(bench.log(end.attempt())).contains("No space left on device");
    }

    @Test
    void aFileThatGrowsTooLargeIsASignalWithAName() {
        EndedRun end =
                bench.shell("ulimit -f 1; exec head -c 100000 /dev/zero > file").run();
        assertThat(end.signal()).isEqualTo(25);
        assertThat(end.reason()).contains("SIGXFSZ, file size limit");
    }

    @Test
    void aWorkingDirectoryThatVanishesBetweenTwoFramesIsTheReason() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        EndedRun end = bench.order("sh", "-c", "echo {frame}; rmdir " + place)
                .frames("1-3")
                .in(place)
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.reason())
                .isEqualTo("could not start /usr/bin/sh in " + place + ": the folder went away just now");
        assertThat(bench.output(end.attempt())).containsExactly("1");
    }

    @Test
    void aProgramWhoseWorkingDirectoryVanishesGoesOn() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        EndedRun end = bench.shell("rmdir " + place + "; true; echo still here")
                .in(place)
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(bench.output(end.attempt())).containsExactly("still here");
    }

    /** Two megabytes on most machines: a quarter of the stack, but six megabytes at most. */
    @Test
    void anEnvironmentIsTakenUpToTheSystemsLimitAndRefusedInWordsBeyond() throws IOException {
        long most = mostBytes();
        EndedRun under =
                bench.order("true").environment(variables(most - 200_000)).run();
        assertThat(under.outcome()).isEqualTo(Outcome.DONE);
        EndedRun over =
                bench.order("true").environment(variables(most + 100_000)).run();
        assertThat(over.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(over.startedAt()).isZero();
        assertThat(over.reason())
                .startsWith("could not start /usr/bin/true in ")
                .endsWith("its arguments and environment are too long together");
    }

    private static long mostBytes() throws IOException {
        String line = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(limit -> limit.startsWith("Max stack size"))
                .findFirst()
                .orElseThrow();
        String soft = line.split(" +", -1)[3];
        return "unlimited".equals(soft) ? 6L << 20 : Math.min(6L << 20, Long.parseLong(soft) / 4);
    }

    private static Map<String, String> variables(long bytes) {
        Map<String, String> variables = new TreeMap<>();
        for (long left = bytes; left > 0; left -= 100_000) {
            variables.put("V" + left, "x".repeat((int) Math.min(left, 100_000)));
        }
        return variables;
    }

    @Test
    void tenThousandShortCommandsLeaveNothing() throws IOException {
        RunBench.end(bench.order("true").launch());
        long descriptors = ProcTable.openDescriptors().count();
        for (int batch = 0; batch < 313; batch++) {
            List<RunningCommand> running = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                running.add(bench.order("true").launch());
            }
            running.forEach(run -> assertThat(RunBench.end(run).outcome()).isEqualTo(Outcome.DONE));
        }
        // Empty folders are kept for the next attempts.
        assertThat(folder.resolve("scratch")).isDirectoryNotContaining("regex:.*/\\d[^/]*");
        assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.run");
        assertThat(ProcTable.read()).noneMatch(RunFaultsTest::isLeft);
        await().until(() -> ProcTable.openDescriptors().count() <= descriptors);
        await().until(() -> runThreads() == 0);
    }

    private static boolean isLeft(ProcessStat process) {
        return process.parent() == ProcTable.SELF && process.session() != ProcTable.OWN_SESSION;
    }

    private static long runThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(run|end)-\\d.*"))
                .count();
    }
}
