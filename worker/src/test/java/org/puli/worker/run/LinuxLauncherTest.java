package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.RunState.Phase;

class LinuxLauncherTest {
    @TempDir
    Path folder;

    private RunBench bench;

    /** Where its commands get control groups. */
    String cgroup() {
        return RunGroups.OFF;
    }

    @BeforeEach
    void open() throws IOException {
        bench = new RunBench(folder, Duration.ofSeconds(2), cgroup());
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void aProgramThatReturnsZeroIsDone() throws IOException {
        EndedRun end = bench.order("echo", "hello", "wide  world").run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.exitCode()).isZero();
        assertThat(end.signal()).isNull();
        assertThat(end.reason()).isNull();
        assertThat(end.leaseId()).isEqualTo(99);
        assertThat(end.startedAt()).isPositive().isLessThanOrEqualTo(end.endedAt());
        assertThat(bench.output(end.attempt())).containsExactly("hello wide  world");
    }

    @Test
    void anExitCodeAndWhatWasWrittenToBothOutputsAreKept() throws IOException {
        EndedRun end = bench.shell("echo out; echo err >&2; exit 3").run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.reason()).isEqualTo("exit code 3");
        assertThat(bench.output(end.attempt())).containsExactly("out", "err");
    }

    @Test
    void aSignalIsNamed() {
        EndedRun end = bench.shell("kill -SEGV $$").run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.exitCode()).isNull();
        assertThat(end.signal()).isEqualTo(11);
        assertThat(end.reason()).contains("signal 11", "SIGSEGV");
    }

    @Test
    void theLogTellsWhatRanWhereAndHowItEndedButNoSecrets() throws IOException {
        EndedRun end = bench.order("sh", "-c", "printf open-ended; exit 4")
                .environment("SECRET", "hush")
                .run();
        List<String> lines = bench.log(end.attempt()).lines().toList();
        assertThat(lines.getFirst()).contains("job 7 \"a job\"", "task 8 \"a task\"", "command 1", "attempt 1");
        assertThat(lines).contains("open-ended").anyMatch(line -> line.contains("runs sh -c 'printf open-ended"));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("# puli started ") && line.endsWith(" for ann"))
                .contains("# puli holds 1 core by lease 99", "# puli environment PULI_COMMAND=1")
                .contains("# puli environment SECRET=(hidden)");
        assertThat(lines.getLast())
                .startsWith("# puli ended")
                .contains(": exit code 4")
                .doesNotContain("FAILED");
        assertThat(lines).noneMatch(line -> line.contains("hush"));
        assertThat(folder.resolve("logs/job-7/command-1.attempt-1.log")).exists();
    }

    @Test
    void theEnvironmentIsTheJobsAndNothingOfTheWorkers() throws IOException {
        EndedRun end = bench.order("env", "-0")
                .environment("SHOT", "sh\n010 ü")
                .frames("3-9x3")
                .run();
        Map<String, String> seen = List.of(
                        String.join("\n", bench.output(end.attempt())).split("\0", -1))
                .stream()
                .filter(entry -> !entry.isBlank())
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(seen)
                .containsOnlyKeys(
                        "PATH",
                        "HOME",
                        "USER",
                        "LOGNAME",
                        "LANG",
                        "LC_ALL",
                        "TMPDIR",
                        "SHOT",
                        "PULI_JOB",
                        "PULI_JOB_NAME",
                        "PULI_TASK",
                        "PULI_TASK_NAME",
                        "PULI_COMMAND",
                        "PULI_ATTEMPT",
                        "PULI_LEASE",
                        "PULI_OWNER",
                        "PULI_CORES",
                        "PULI_MEMORY",
                        "PULI_SCRATCH",
                        "PULI_JAVA",
                        "PULI_FRAMES",
                        "PULI_FIRST",
                        "PULI_LAST",
                        "PULI_RUN_MARK")
                .containsEntry("PULI_JOB", "7")
                .containsEntry("PULI_JOB_NAME", "a job")
                .containsEntry("PULI_FRAMES", "3-9x3")
                .containsEntry("PULI_LAST", "9")
                .containsEntry("PULI_CORES", "1")
                .containsEntry("PULI_OWNER", "ann");
        assertThat(seen.get("SHOT")).startsWith("sh\n010 ");
    }

    @Test
    void noFileOfTheWorkersIsOpenInAProgramAndItHasNothingToRead() throws IOException {
        EndedRun end =
                bench.shell("cat; ls /proc/self/fd | sort -n | tr '\\n' ' '").run();
        assertThat(bench.output(end.attempt())).containsExactly("0 1 2 3 ");
    }

    @Test
    void aMissingWorkingDirectoryIsTheReason() {
        EndedRun end = bench.order("true").in(folder.resolve("nowhere")).run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.startedAt()).isZero();
        assertThat(end.reason())
                .isEqualTo("the working directory " + folder.resolve("nowhere") + " does not exist on this worker");
    }

    @Test
    void aFileIsNoWorkingDirectoryAndARelativeOneNeither() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(bench.order("true").in(file).run().reason()).endsWith("is not a folder");
        assertThat(bench.order("true").in(Path.of("here")).run().reason()).contains("not an absolute path");
    }

    @Test
    void aProgramRunsInItsWorkingDirectory() throws IOException {
        Path place = Files.createDirectory(folder.resolve("a place"));
        EndedRun end = bench.order("pwd").in(place).run();
        assertThat(bench.output(end.attempt()))
                .containsExactly(place.toRealPath().toString());
    }

    @Test
    void anAttemptWithoutFolderGetsOneThatIsGoneAfterwards() throws IOException {
        EndedRun end = bench.shell("pwd; echo $TMPDIR; mkdir -p deep/er; ln -s /etc link; date > deep/er/file")
                .run();
        List<String> lines = bench.output(end.attempt());
        assertThat(lines.getFirst())
                .isEqualTo(lines.getLast())
                .startsWith(folder.resolve("scratch").toString());
        assertThat(Path.of(lines.getFirst())).doesNotExist();
        assertThat(Path.of("/etc/passwd")).exists();
    }

    @Test
    void aProgramThatCannotBeFoundOrRunSaysSo() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        Path script = Files.writeString(folder.resolve("script"), "#!/no/such/interpreter\n");
        Path plain = Files.writeString(folder.resolve("plain"), "echo hello\n");
        assertThat(script.toFile().setExecutable(true) && plain.toFile().setExecutable(true))
                .isTrue();
        assertThat(reason("no-such-program")).contains("no program 'no-such-program'", "PATH", "/usr/bin");
        assertThat(reason("/no/such/program")).contains("/no/such/program does not exist");
        assertThat(reason(text.toString())).contains("may not be executed");
        assertThat(reason(folder.toString())).contains("is a folder");
        assertThat(reason(script.toString())).contains("interpreter");
        assertThat(reason(plain.toString())).contains("no #! line");
        assertThat(reason("")).contains("names no program");
        assertThat(reason("nul\0")).contains("NUL");
    }

    private String reason(String program) {
        EndedRun end = bench.order(program).run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        return end.reason();
    }

    @Test
    void aProgramIsLookedForInTheCommandsOwnPath() throws IOException {
        Path own =
                Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("mine"), "#!/bin/sh\necho me");
        assertThat(own.toFile().setExecutable(true)).isTrue();
        EndedRun end = bench.order("mine")
                .environment("PATH", "/nowhere:" + own.getParent())
                .run();
        assertThat(bench.output(end.attempt())).containsExactly("me");
    }

    @Test
    void tooLongArgumentsAreToldApart() {
        assertThat(bench.order("true", "x".repeat(131_071)).run().outcome()).isEqualTo(Outcome.DONE);
        assertThat(bench.order("true", "x".repeat(131_072)).run().reason())
                .contains("argument 1 is 131072 bytes long", "131071");
        assertThat(bench.order("true", "ü".repeat(70_000)).run().reason()).contains("140000 bytes");
        assertThat(bench.order("true")
                        .environment("BIG", "x".repeat(131_072))
                        .run()
                        .reason())
                .contains("environment variable BIG");
        List<String> many = new ArrayList<>(List.of("true"));
        for (int i = 0; i < 60; i++) {
            many.add("y".repeat(131_000));
        }
        assertThat(bench.order(many.toArray(String[]::new)).run().reason()).contains("too long together");
    }

    @Test
    void placeholdersAndPuliVariablesAreReplacedAndOtherBracesStay() throws IOException {
        EndedRun end = bench.order("echo", "{first:04}-{last:04}", "{frames}", "$PULI_JOB/${PULI_TASK}", "{x} $HOME")
                .frames("7-11x2")
                .run();
        assertThat(bench.output(end.attempt())).containsExactly("0007-0011 7-11x2 7/8 {x} $HOME");
    }

    @Test
    void aShellExpandsPuliVariablesByItself() throws IOException {
        EndedRun end =
                bench.shell("echo \"$PULI_JOB_NAME\" {first}").frames("5").run();
        assertThat(bench.output(end.attempt())).containsExactly("a job 5");
    }

    @Test
    void aChunkRunsItsProgramOncePerFrame() throws IOException {
        AtomicInteger changes = new AtomicInteger();
        RunningCommand running = bench.launcher.launch(
                bench.order("echo", "f{frame:03}").frames("8-12x2").build(), changes::incrementAndGet);
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(bench.output(end.attempt())).containsExactly("f008", "f010", "f012");
        assertThat(running.state().progress()).isEqualTo(1.0);
        assertThat(changes.get()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void theFirstFrameThatFailsEndsTheChunkAndIsNamed() throws IOException {
        EndedRun end = bench.order("sh", "-c", "echo {frame}; test {frame} -ne 2")
                .frames("1-4")
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.reason()).isEqualTo("frame 2: exit code 1");
        assertThat(bench.output(end.attempt())).containsExactly("1", "2");
    }

    @Test
    void progressIsReadFromTheOutput() throws IOException {
        RunningCommand running =
                bench.shell("echo openjd_progress: 40; exec sleep 1000").launch();
        await().until(() -> running.state().progress() != null);
        assertThat(running.state().progress()).isEqualTo(0.4);
        assertThat(running.state().phase()).isEqualTo(Phase.RUNNING);
        running.stop("enough seen");
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(end.reason()).isEqualTo("enough seen");
        assertThat(end.signal()).isEqualTo(15);
        assertThat(end.peakMemoryBytes()).isPositive();
    }

    @Test
    void outputOfAnyBytesIsKeptAsItIs() throws IOException {
        byte[] garbage = new byte[256];
        for (int i = 0; i < 256; i++) {
            garbage[i] = (byte) i;
        }
        Path file = Files.write(folder.resolve("garbage"), garbage);
        EndedRun end = bench.order("cat", file.toString()).run();
        byte[] log = Files.readAllBytes(bench.launcher.logs().findLog(end.attempt()));
        assertThat(log).containsSequence(garbage);
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aThousandShortCommandsLeaveNothing() throws IOException {
        int before = ProcTable.adopted().length;
        // Workers that other tests killed may have left some here, of which nobody of this test knows.
        List<ProcessStat> endedBefore = endedChildren();
        for (int batch = 0; batch < 50; batch++) {
            List<RunningCommand> running = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                running.add(bench.order("true").launch());
            }
            running.forEach(run -> assertThat(RunBench.end(run).outcome()).isEqualTo(Outcome.DONE));
        }
        // Empty folders are kept for the next attempts.
        assertThat(folder.resolve("scratch")).isDirectoryNotContaining("regex:.*/\\d[^/]*");
        assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.run");
        assertThat(ProcTable.adopted()).hasSizeLessThanOrEqualTo(before);
        assertThat(endedBefore).containsAll(endedChildren());
    }

    private static List<ProcessStat> endedChildren() {
        return ProcTable.read().stream()
                .filter(process -> process.parent() == ProcTable.SELF && process.isEnded())
                .toList();
    }

    @Test
    void aLogThatCannotBeWrittenFailsTheAttempt() throws IOException {
        Files.writeString(folder.resolve("logs/job-7"), "in the way");
        EndedRun end = bench.order("true").run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.reason()).contains("cannot write the log");
    }

    @Test
    void aFaultInTheMiddleOfAStartLeavesNoProcess() throws IOException {
        bench.close();
        EndedRun end = bench.shell("echo $$; exec sleep 1000")
                .timeout(Duration.ofMinutes(15))
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.reason()).contains("a fault of the worker itself");
        assertThat(bench.output(end.attempt())).noneMatch(RunBench::isAlive);
    }

    @Test
    void twoLaunchersCannotShareAStateFolder() {
        assertThatThrownBy(() -> new RunBench(folder, Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another worker uses");
    }
}
