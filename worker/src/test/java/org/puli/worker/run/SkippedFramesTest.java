package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.worker.run.RunBench.Order;

/** Real processes for what earlier attempts left, and what is told of frames at the end. */
class SkippedFramesTest {
    @TempDir
    private Path folder;

    private RunBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new RunBench(folder.resolve("data"), Duration.ofSeconds(5));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private void runs(Order order, String... lines) throws IOException {
        EndedRun end = order.run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(bench.output(order.build().attempt())).containsExactly(lines);
    }

    @Test
    void aProgramThatTakesFirstAndLastRunsOnceForEachStretch() throws IOException {
        Order order = bench.order("sh", "-c", "echo {first} {last} {frames} $PULI_FIRST $PULI_LAST $PULI_FRAMES")
                .left("1-3", "5", "9-13x2");
        runs(order, "1 3 1-3 1 3 1-3", "5 5 5 5 5 5", "9 13 9-13x2 9 13 9-13x2");
        assertThat(bench.log(order.build().attempt())).contains("# puli frames 9-13x2: runs sh -c ");
    }

    @Test
    void aProgramThatTakesARangeRunsOnceWithAllThatIsLeft() throws IOException {
        runs(bench.order("echo", "{frames}").left("1-3", "5"), "1-3,5");
        runs(bench.shell("echo ${PULI_FRAMES}").left("1-3", "5"), "1-3,5");
        runs(bench.order("echo", "{frames}", "{last}").left("1-3", "5"), "1-3 3", "5 5");
    }

    @Test
    void aProgramThatTakesOneFrameRunsForEachThatIsLeft() throws IOException {
        runs(bench.order("echo", "{frame:03}").left("1-2", "5"), "001", "002", "005");
    }

    @Test
    void aProgramThatReadsItsEnvironmentRunsOnceForEachStretch() throws IOException {
        Path script = Files.writeString(folder.resolve("tool"), "#!/bin/sh\necho $PULI_FIRST to $PULI_LAST\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        runs(bench.order(script.toString()).left("1-2", "5"), "1 to 2", "5 to 5");
    }

    @Test
    void oneStretchIsOneProcess() throws IOException {
        Order order = bench.order("echo", "{first}", "{last}").left("4-6");
        runs(order, "4 6");
        assertThat(bench.log(order.build().attempt())).doesNotContain("frames 4-6");
    }

    @Test
    void afterAStretchThatFailedNoOtherBeginsAndFinishedFramesAreTold() {
        EndedRun end = bench.order("sh", "-c", "test {first} -ne 5")
                .left("1-3", "5", "7-8")
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.reason()).isEqualTo("frames 5: exit code 1");
        assertThat(end.framesDone()).hasToString("1-3");
    }

    @Test
    void framesOfProcessesThatEndedWellAreToldAtTheEnd() {
        EndedRun end =
                bench.order("sh", "-c", "test {frame} -ne 3").frames("1-5").run();
        assertThat(end.framesDone()).hasToString("1-2");
        assertThat(bench.order("true", "{frame}").frames("1-5").run().framesDone())
                .as("all frames of what ended well are finished anyway")
                .isNull();
    }

    @Test
    void aFrameWhoseOwnProcessFailedIsNotFinishedWhateverThatSaid() throws IOException {
        Path blender = Files.writeString(
                folder.resolve("blender"),
                "#!/bin/sh\necho \"Fra:$1 Mem:9M\"\necho \"Saved: '/tmp/$1.png'\"\ntest $1 != 2\n");
        assertThat(blender.toFile().setExecutable(true)).isTrue();
        EndedRun end = bench.order(blender.toString(), "{frame}").frames("1-3").run();
        assertThat(end.reason()).startsWith("frame 2: exit code 1");
        assertThat(end.framesDone()).hasToString("1");
    }

    @Test
    void framesThatWereFinishedBeforeAStopAreToldToo() throws IOException {
        Order order =
                bench.order("sh", "-c", "test {frame} -lt 3 || exec sleep 600").frames("1-5");
        RunningCommand running = order.launch();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> String.valueOf(running.state().framesDone()).equals("1-2"));
        running.stop("no longer wanted");
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(end.framesDone()).hasToString("1-2");
    }
}
