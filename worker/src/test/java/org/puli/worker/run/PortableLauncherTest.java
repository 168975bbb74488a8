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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.spec.Platform;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.RunState.Phase;
import org.puli.worker.output.Programs;

/** What the launcher for all platforms does, with real processes of this one. */
class PortableLauncherTest {
    @TempDir
    Path folder;

    private RunBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = RunBench.portable(folder, Duration.ofSeconds(2));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    /** Another launcher's tests in this JVM may have made it the parent of all orphans. */
    @AfterAll
    static void takeOrphansAway() {
        await().until(() -> {
            List<ProcessStat> ended = ProcTable.read().stream()
                    .filter(process -> process.parent() == ProcTable.SELF && process.isEnded())
                    .toList();
            ended.forEach(process -> Libc.reap(process.pid()));
            return ended.isEmpty();
        });
    }

    @Test
    void aProgramThatReturnsZeroIsDone() throws IOException {
        EndedRun end = bench.order("echo", "hello", "wide  world").run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.exitCode()).isZero();
        assertThat(end.reason()).isNull();
        assertThat(end.leaseId()).isEqualTo(99);
        assertThat(end.startedAt()).isPositive().isLessThanOrEqualTo(end.endedAt());
        assertThat(bench.output(end.attempt())).containsExactly("hello wide  world");
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
        assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.process");
    }

    @Test
    void anExitCodeAndWhatWasWrittenToBothOutputsAreKept() throws IOException {
        EndedRun end = bench.shell("echo out; echo err >&2; exit 3").run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.reason()).isEqualTo("exit code 3");
        assertThat(bench.output(end.attempt())).containsExactly("out", "err");
        List<String> lines = bench.log(end.attempt()).lines().toList();
        assertThat(lines.getFirst()).contains("job 7 \"a job\"");
        assertThat(lines.getLast())
                .startsWith("# puli ended")
                .contains(": exit code 3")
                .doesNotContain("FAILED");
    }

    @Test
    void aSignalIsAnExitCodeAbove128() {
        EndedRun end = bench.shell("kill -KILL $$").run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.exitCode()).isEqualTo(128 + 9);
        assertThat(end.signal()).isNull();
    }

    @Test
    void aProgramRunsInItsFolderWithNothingToRead() throws IOException {
        Path place = Files.createDirectory(folder.resolve("a place"));
        EndedRun end = bench.order("sh", "-c", "pwd; cat").in(place).run();
        assertThat(bench.output(end.attempt()))
                .containsExactly(place.toRealPath().toString());
        assertThat(bench.order("true").in(folder.resolve("nowhere")).run().reason())
                .isEqualTo("the working directory " + folder.resolve("nowhere") + " does not exist on this worker");
    }

    @Test
    void theEnvironmentIsTheJobsAndNothingOfTheWorkers() throws IOException {
        EndedRun end = bench.order("env", "-0").environment("SHOT", "sh\n010").run();
        Map<String, String> seen = Stream.of(
                        String.join("\n", bench.output(end.attempt())).split("\0", -1))
                .filter(entry -> !entry.isBlank())
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        assertThat(seen).containsEntry("SHOT", "sh\n010").containsEntry("PULI_JOB_NAME", "a job");
        assertThat(seen.keySet())
                .allMatch(name -> name.startsWith("PULI_")
                        || List.of("SHOT", "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR")
                                .contains(name));
    }

    @Test
    void aChunkRunsItsProgramOncePerFrameUntilOneFails() throws IOException {
        EndedRun end = bench.order("sh", "-c", "echo f{frame:03}; test {frame} -ne 10")
                .frames("8-12x2")
                .run();
        assertThat(bench.output(end.attempt())).containsExactly("f008", "f010");
        assertThat(end.reason()).isEqualTo("frame 10: exit code 1");
    }

    @Test
    void whatCannotStartSaysWhy() throws IOException {
        assertThat(bench.order("no-such-program").run().reason()).contains("no program 'no-such-program'", "PATH");
        assertThat(bench.order("/no/such/program").run().reason()).contains("/no/such/program does not exist");
        Path script = Files.writeString(folder.resolve("script"), "#!/no/such/interpreter\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(bench.order(script.toString()).run().reason()).startsWith("could not start " + script);
        ProcessLimits limits = new ProcessLimits(4_096, null, null, null, null);
        assertThat(bench.order("true").limits(limits).run().reason()).contains("its task has 'limits'");
    }

    @Test
    void progressIsToldWhileItRunsAndAStopEndsIt() {
        RunningCommand running =
                bench.shell("echo openjd_progress: 40; exec sleep 1000").launch();
        await().until(() -> running.state().progress() != null);
        assertThat(running.state().progress()).isEqualTo(0.4);
        assertThat(running.state().phase()).isEqualTo(Phase.RUNNING);
        running.stop("enough seen");
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(end.reason()).isEqualTo("enough seen");
    }

    @Test
    void aStopEndsTheTreeAsFarAsItIsSeenAndHardWhereThatIsNeeded() throws IOException {
        bench.close();
        bench = RunBench.portable(folder, Duration.ofMillis(200));
        var order =
                bench.shell("trap '' TERM; sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' & echo $$; wait");
        RunningCommand running = order.launch();
        List<String> pids = bench.awaitOutput(running.attempt(), 2);
        running.stop("test");
        assertThat(RunBench.end(running).outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(pids).hasSize(2).noneMatch(RunBench::isAlive);
    }

    @Test
    void whatTheFirstProcessLeavesBehindIsEndedWithIt() throws IOException {
        // The end of the first process waits until the other one has been seen.
        RunningCommand running = bench.shell(
                        "sleep 1000 & echo $!; while ! test -e \"$PULI_SCRATCH/go\"; do sleep 0.05; done")
                .launch();
        String child = bench.awaitOutput(running.attempt(), 1).getFirst();
        PortableTree seen =
                PortableTree.of(ProcessHandle.of(Long.parseLong(child)).orElseThrow());
        assertThat(seen.isGone()).isFalse();
        Path scratch = folder.resolve("scratch").resolve(running.attempt().toString());
        ((PortableLauncher) bench.launcher).lookNow();
        Files.writeString(scratch.resolve("go"), "");
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(RunBench.isAlive(child)).isFalse();
        assertThat(bench.log(end.attempt())).contains("ending what that left running");
    }

    @Test
    void whatRunsTooLongOrTellsNothingHasFailed() {
        EndedRun late =
                bench.order("sleep", "1000").timeout(Duration.ofMillis(100)).run();
        assertThat(late.reason()).isEqualTo("ran longer than 100 ms");
        assertThat(late.cause()).isEqualTo(Cause.TOO_LONG);
        EndedRun silent =
                bench.order("sleep", "1000").watch(new Lookout(200, null)).run();
        assertThat(silent.cause()).isEqualTo(Cause.NO_PROGRESS);
        EndedRun seatless = bench.order("sh", "-c", "echo no license; exit 1")
                .watch(new Lookout(0, "no license"))
                .run();
        assertThat(seatless.cause()).isEqualTo(Cause.NO_LICENSE);
    }

    @Test
    void manyRunAtOnceAndLeaveNothing() {
        List<RunningCommand> running = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            running.add(bench.order("true").launch());
        }
        running.forEach(run -> assertThat(RunBench.end(run).outcome()).isEqualTo(Outcome.DONE));
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    void theNextLifeEndsWhatThisOneLeft() throws IOException {
        Process left = new ProcessBuilder("sleep", "1000").start();
        Process other = new ProcessBuilder("sleep", "1000").start();
        try {
            PortableNotes notes = new PortableNotes(folder.resolve("run"));
            notes.write(bench.order("a").build().attempt(), left.toHandle(), folder.resolve("log"));
            // Of one with the number of another nothing is known: its beginning differs.
            Files.write(folder.resolve("run/9.9.process"), List.of(other.pid() + "", "1", "log"));
            Files.write(folder.resolve("run/8.8.process"), List.of("cut off"));
            bench.launcher.stopLeftovers();
            assertThat(left.isAlive()).isFalse();
            assertThat(other.isAlive()).isTrue();
            assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.process");
        } finally {
            left.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void aStateFolderBelongsToOneAndLimitsOfTheWorkerAreRefused() {
        RunSettings settings = RunSettings.in(folder);
        Programs builtIn = Programs.builtIn();
        assertThatThrownBy(() -> PortableLauncher.open(settings, () -> builtIn))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another worker uses");
        ProcessLimits limits = new ProcessLimits(null, null, 5, null, null);
        assertThatThrownBy(() -> PortableLauncher.open(settings.withLimits(limits), () -> builtIn))
                .hasMessageContaining("worker.nice");
    }

    @Test
    void onWindowsCommandsGetWhatTheirSystemNeedsAndNothingElse() {
        RunEnvironment plain = new RunEnvironment(Map.of("TMPDIR", "S:\\x", "HOME", "C:\\u", "TEMP", "mine"), Map.of());
        Map<String, String> worker = Map.of("SystemRoot", "C:\\Windows", "SECRET", "hush");
        assertThat(HostVariables.complete(plain, Platform.WINDOWS, worker).all())
                .containsEntry("SystemRoot", "C:\\Windows")
                .containsEntry("TEMP", "mine")
                .containsEntry("TMP", "S:\\x")
                .containsEntry("USERPROFILE", "C:\\u")
                .doesNotContainKey("SECRET");
        assertThat(HostVariables.complete(plain, Platform.MACOS, worker)).isSameAs(plain);
    }
}
