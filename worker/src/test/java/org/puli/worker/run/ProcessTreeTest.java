package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.RunState.Phase;

class ProcessTreeTest {
    /** Detaches itself twice over, as daemons do, and hides its mark; its number is written by the shell around it. */
    private static final String DAEMON = "(setsid sh -c '(env -i /bin/sh -c \"echo \\$\\$; trap \\\"\\\" TERM;"
            + " while :; do sleep 1; done\" &) ; exit 0' &)";

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

    private void stopped(RunningCommand running, List<String> pids) {
        assertThat(pids).isNotEmpty().allMatch(RunBench::isAlive);
        running.stop("canceled");
        running.stop("a second time");
        assertThat(running.state().phase()).isEqualTo(Phase.STOPPING);
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(end.reason()).isEqualTo("canceled");
        assertThat(pids).noneMatch(RunBench::isAlive);
    }

    @Test
    void aPoliteProgramMayCleanUp() throws IOException {
        RunningCommand running = bench.shell("trap 'echo cleaned; exit 5' TERM; echo $$; while :; do sleep 0.01; done")
                .launch();
        stopped(running, bench.awaitOutput(running.attempt(), 1));
        assertThat(bench.output(running.attempt())).contains("cleaned");
        assertThat(running.findEnd().exitCode()).isEqualTo(5);
    }

    @Test
    void aTreeThatIgnoresThePoliteSignalIsKilled() throws IOException {
        RunningCommand running = bench.shell("trap '' TERM; echo $$; (echo $(exec sh -c 'echo $PPID');"
                        + " while :; do sleep 1; done) & while :; do sleep 1; done")
                .launch();
        stopped(running, bench.awaitOutput(running.attempt(), 2));
        assertThat(running.findEnd().signal()).isEqualTo(9);
    }

    @Test
    void aFrozenTreeIsEnded() throws IOException {
        RunningCommand running = bench.shell("echo $$; kill -STOP $$").launch();
        stopped(running, bench.awaitOutput(running.attempt(), 1));
    }

    @Test
    void aChildInASessionOfItsOwnIsEnded() throws IOException {
        RunningCommand running = bench.shell("setsid sh -c 'echo $$; sleep 1000' & echo $$; wait")
                .launch();
        stopped(running, bench.awaitOutput(running.attempt(), 2));
    }

    @Test
    void aGrandchildThatDetachedAndHidItselfIsEnded() throws IOException {
        RunningCommand running =
                bench.shell(DAEMON + "; echo $$; exec sleep 1000").launch();
        stopped(running, bench.awaitOutput(running.attempt(), 2));
    }

    @Test
    void aTreeOfTwoHundredThatKeepsForkingIsEnded() throws IOException {
        // A shell that outlives its child for a moment says "Killed"; only numbers of processes are to be in the log.
        RunningCommand running = bench.shell("""
                exec 2>/dev/null
                trap '' TERM
                for i in $(seq 200); do (setsid sh -c 'trap "" TERM; echo $$; while :; do sleep 0.5; done' &); done
                wait; exec sleep 1000
                """).launch();
        stopped(running, bench.awaitOutput(running.attempt(), 200));
        assertThat(bench.output(running.attempt())).noneMatch(RunBench::isAlive);
    }

    @Test
    void nothingIsLeftAfterANormalEnd() throws IOException {
        EndedRun end = bench.shell("sleep 1000 & echo $!; setsid sh -c 'echo $$; exec sleep 1000' & sleep 0.1; "
                        + DAEMON + "; sleep 0.1; exit 0")
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        List<String> pids = bench.output(end.attempt());
        assertThat(pids).hasSize(3);
        assertThat(bench.log(end.attempt())).contains("ending what that left running");
        await().until(() -> pids.stream().noneMatch(RunBench::isAlive));
    }

    @Test
    void aTimeoutEndsTheTree() throws IOException {
        EndedRun end = bench.shell("setsid sh -c 'echo $$; exec sleep 1000' & echo $$; wait")
                .timeout(Duration.ofSeconds(1))
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.reason()).isEqualTo("ran longer than 1 s");
        assertThat(bench.output(end.attempt())).hasSize(2).noneMatch(RunBench::isAlive);
    }

    @Test
    void aTimeoutCountsForAllFramesTogether() throws IOException {
        EndedRun end = bench.order("sh", "-c", "echo {frame}; sleep 0.2")
                .frames("1-1000")
                .timeout(Duration.ofSeconds(1))
                .run();
        assertThat(end.reason()).isEqualTo("ran longer than 1 s");
        assertThat(bench.output(end.attempt())).hasSizeBetween(1, 6);
    }

    @Test
    void aStopBetweenFramesStartsNoFurtherFrame() throws IOException {
        RunningCommand running =
                bench.order("sh", "-c", "echo {frame}").frames("1-100000").launch();
        bench.awaitOutput(running.attempt(), 3);
        running.stop("enough");
        assertThat(RunBench.end(running).outcome()).isEqualTo(Outcome.STOPPED);
    }

    @Test
    void aStopRightAfterTheLaunchIsNeverLost() {
        for (int i = 0; i < 50; i++) {
            RunningCommand running = bench.order("sleep", "1000").launch();
            running.stop("at once");
            assertThat(RunBench.end(running).outcome()).isEqualTo(Outcome.STOPPED);
        }
    }

    @Test
    void aStopAfterTheEndChangesNothing() {
        RunningCommand running = bench.order("true").launch();
        EndedRun end = RunBench.end(running);
        running.stop("too late");
        assertThat(running.findEnd()).isEqualTo(end);
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void theNeighborsOfAStoppedAttemptLiveOn() throws IOException {
        RunningCommand neighbor =
                bench.shell(DAEMON + "; echo $$; exec sleep 1000").launch();
        List<String> living = bench.awaitOutput(neighbor.attempt(), 2);
        RunningCommand running =
                bench.shell(DAEMON + "; echo $$; exec sleep 1000").launch();
        stopped(running, bench.awaitOutput(running.attempt(), 2));
        assertThat(living).allMatch(RunBench::isAlive);
        stopped(neighbor, living);
    }

    @Test
    void aStrayWithoutAnySignOfItsOriginIsEndedOnceNobodyCanHaveStartedIt() throws IOException {
        RunningCommand neighbor = bench.shell("echo $$; exec sleep 1000").launch();
        bench.awaitOutput(neighbor.attempt(), 1);
        Path number = folder.resolve("number");
        String silent = "(setsid env -i /bin/sh -c 'echo $$ > " + number + "; exec sleep 1000' >/dev/null 2>&1 &)";
        EndedRun end = bench.shell(silent + "; while ! test -s " + number + "; do :; done")
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        String pid = Files.readString(number);
        neighbor.stop("done");
        RunBench.end(neighbor);
        await().until(() -> !RunBench.isAlive(pid));
    }

    @Test
    void theProcessorTimeAndMemoryOfTheWholeTreeAreCounted() throws IOException {
        String burn = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
        EndedRun end = bench.shell("(" + burn + ") & (setsid sh -c '" + burn + "; exec sleep 1' &); wait; sleep 1")
                .run();
        assertThat(end.cpuMillis()).isPositive();
        assertThat(end.peakMemoryBytes()).isGreaterThan(100_000);
        assertThat(Files.readString(bench.launcher.logs().findLog(end.attempt())))
                .contains("memory up to");
    }
}
