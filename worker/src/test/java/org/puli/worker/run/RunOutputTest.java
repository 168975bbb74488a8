package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.LicenseName;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.Progress;
import org.puli.worker.output.Programs;

/** Real processes whose lines tell how far they are and why they failed. */
class RunOutputTest {
    @TempDir
    Path folder;

    private RunBench bench;
    private Path gate;

    @BeforeEach
    void open() throws IOException {
        bench = new RunBench(folder, Duration.ofSeconds(2));
        gate = folder.resolve("gate");
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    /** An executable with the name of a known program that does what a shell's lines say. */
    private String program(String name, String... lines) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private String recorded(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream stream = Programs.class.getResourceAsStream(name)) {
            Files.write(file, Objects.requireNonNull(stream, name).readAllBytes());
        }
        return file.toString();
    }

    private String untilOpen() {
        return "until [ -e " + gate + " ]; do sleep 0.02; done";
    }

    private EndedRun opened(RunningCommand running) throws IOException {
        Files.createFile(gate);
        return RunBench.end(running);
    }

    private static void awaitTold(RunningCommand running, Progress told) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(running.state().told()).isEqualTo(told));
    }

    @Test
    void whatItIsAtIsTold() throws IOException {
        RunningCommand running = bench.shell(
                        "echo 'openjd_status: loading the scene' >&2; echo 'openjd_progress: 40'; " + untilOpen())
                .launch();
        awaitTold(running, new Progress(0.4, "loading the scene", null));
        EndedRun end = opened(running);
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.reason()).isNull();
    }

    @Test
    void resultsStandInItsEndAndLicensesThatItNeedsNoMoreAreToldAtOnce() throws IOException {
        RunningCommand running = bench.shell("echo puli_result: layers=5; echo puli_release: nuke; " + untilOpen()
                        + "; echo puli_result: psnr=38.2")
                .launch();
        awaitTold(running, new Progress(null, null, null, List.of(new LicenseName("nuke"))));
        EndedRun end = opened(running);
        assertThat(end.results()).isEqualTo(Map.of("layers", "5", "psnr", "38.2"));
    }

    @Test
    void whatIsCanceledKeepsTheResultsThatItTold() throws IOException {
        RunningCommand running = bench.shell("echo puli_result: layers=5; echo openjd_progress: 1; exec sleep 600")
                .launch();
        awaitTold(running, new Progress(0.01, null, null));
        running.stop("no more");
        assertThat(RunBench.end(running).results()).isEqualTo(Map.of("layers", "5"));
    }

    @Test
    void whoSaysThatItFailedHasFailedWhateverItReturns() {
        EndedRun end = bench.shell("echo 'openjd_fail: no camera in the scene'; echo and on")
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.exitCode()).isZero();
        assertThat(end.reason()).isEqualTo("no camera in the scene");
        assertThat(end.cause()).isEqualTo(Cause.TOLD);
    }

    @Test
    void whatItSaysOfItsFailureStandsBesideItsExitCode() {
        EndedRun end = bench.shell("printf 'openjd_fail: no camera'; exit 3").run();
        assertThat(end.reason()).isEqualTo("exit code 3: no camera");
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.cause()).isEqualTo(Cause.TOLD);
    }

    @Test
    void afterAFailureThatWasToldNoFurtherFrameIsBegun() throws IOException {
        String tool = program("tool", "echo frame $1; [ $1 != 2 ] || echo 'openjd_fail: no light'");
        RunBench.Order order = bench.order(tool, "{frame}").frames("1-4");
        EndedRun end = order.run();
        assertThat(end.reason()).isEqualTo("frame 2: no light");
        assertThat(bench.output(order.build().attempt()))
                .doesNotContain("frame 3")
                .contains("frame 2");
        assertThat(bench.log(order.build().attempt())).contains("# puli told of finished frames 1\n");
    }

    @Test
    void whoIsStoppedIsStoppedWhateverItSays() throws IOException {
        RunningCommand running = bench.shell("echo 'openjd_fail: x'; echo 'openjd_status: at it'; exec sleep 600")
                .launch();
        awaitTold(running, new Progress(null, "at it", null));
        running.stop("no longer wanted");
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(end.reason()).isEqualTo("no longer wanted");
    }

    @Test
    void framesOfAChunkAreKnownOneByOne() throws IOException {
        String blender = program(
                "blender",
                "echo 'Fra:7 Mem:9M (Peak 9M) | Time:00:00.06 | Scene, ViewLayer | Sample 4/4'",
                "echo \"Saved: '/tmp/out_0007.png'\"",
                "echo 'Fra:8 Mem:9M (Peak 9M) | Time:00:00.06 | Scene, ViewLayer | Sample 1/4'",
                untilOpen(),
                "exit 1");
        RunBench.Order order =
                bench.order(blender, "-s", "{first}", "-e", "{last}", "-a").frames("7-10");
        RunningCommand running = order.launch();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(String.valueOf(running.state().framesDone())).isEqualTo("7"));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(running.state().progress()).isEqualTo(1.25 / 4));
        assertThat(opened(running).reason()).isEqualTo("exit code 1");
        assertThat(bench.log(order.build().attempt())).contains("# puli told of finished frames 7\n");
    }

    @Test
    void whatBlenderWroteIsUnderstoodThroughAShellToo() throws IOException {
        String blender = program("blender-3.4", "cat " + recorded("blender-3.4-cycles.txt"), untilOpen());
        RunningCommand running =
                bench.shell("nice -n 1 " + blender + " -a").frames("1-3").launch();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(String.valueOf(running.state().framesDone())).isEqualTo("1-3"));
        assertThat(running.state().progress()).isEqualTo(1.0);
        assertThat(opened(running).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void theLastErrorIsPartOfTheReason() throws IOException {
        String blender = program("blender", "cat " + recorded("blender-3.4-cannot-save.txt"), "exit 1");
        assertThat(bench.order(blender, "-f", "1").run().reason())
                .isEqualTo("exit code 1: Error: Render error (Invalid argument) cannot save: "
                        + "'/nonexist/dir/out_0001.png'");
        String ffmpeg = program("ffmpeg", "cat " + recorded("ffmpeg-5.1-missing-input.txt") + " >&2", "kill -9 $$");
        assertThat(bench.order(ffmpeg).run().reason())
                .isEqualTo("ended by signal 9 (SIGKILL, by somebody or for lack of memory): "
                        + "missing.mov: No such file or directory");
    }

    @Test
    void anErrorAloneIsNoFailure() throws IOException {
        EndedRun end =
                bench.order(program("blender", "echo 'Error: no texture'")).run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.reason()).isNull();
    }

    @Test
    void aMissingLicenseIsSeenWithoutThatTheJobAsks() throws IOException {
        String nuke = program("Nuke15.1", "echo 'FOUNDRY LICENSE ERROR REPORT'", "exit 100");
        EndedRun end = bench.order(nuke, "-x").run();
        assertThat(end.cause()).isEqualTo(Cause.NO_LICENSE);
        assertThat(bench.order(nuke, "-x")
                        .environment(Programs.VARIABLE, Programs.NONE)
                        .run()
                        .cause())
                .isNull();
    }

    @Test
    void theTaskMayNameItsProgram() throws IOException {
        String tool = program("studio-render", "echo 'Error: no plate'; exit 2");
        assertThat(bench.order(tool).run().reason()).isEqualTo("exit code 2");
        assertThat(bench.order(tool)
                        .environment(Programs.VARIABLE, "blender")
                        .run()
                        .reason())
                .isEqualTo("exit code 2: Error: no plate");
    }

    @Test
    void whoIsSilentTooLongIsTold() throws IOException {
        EndedRun end = bench.order(program("blender", "echo 'Error: hangs'; exec sleep 600"))
                .watch(new Lookout(300, null))
                .run();
        assertThat(end.cause()).isEqualTo(Cause.NO_PROGRESS);
        assertThat(end.reason()).isEqualTo("told no progress and wrote nothing for 300 ms");
    }
}
