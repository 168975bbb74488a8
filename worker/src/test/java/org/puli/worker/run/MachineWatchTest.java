package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.spec.MemoryPolicy;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.RunState.Phase;
import org.puli.worker.memory.MachineMemory;
import org.puli.worker.memory.MemoryRules;
import org.puli.worker.memory.Shortage;

/** Real programs on a machine that says what the test wants it to say. */
class MachineWatchTest {
    private static final long GIGABYTE = 1L << 30;
    private static final String LASTING = "echo $$; while :; do sleep 1; done";

    @TempDir
    Path folder;

    private final List<LinuxRun> runs = new ArrayList<>();
    private RunBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new RunBench(folder.resolve("data"), Duration.ofSeconds(30));
    }

    @AfterEach
    void close() throws IOException {
        runs.forEach(run -> run.stop("the test is over"));
        runs.forEach(RunBench::end);
        bench.close();
    }

    private void available(long bytes) throws IOException {
        Path file = folder.resolve("machine/proc/meminfo");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "MemAvailable: " + bytes / 1024 + " kB\n");
    }

    private MachineWatch watch(MemoryPolicy policy) {
        Shortage shortage = new Shortage(new MachineMemory(folder.resolve("machine")), GIGABYTE);
        return new MachineWatch(policy, shortage, runs, 0);
    }

    private LinuxRun started(long reserved, String line) throws IOException {
        LinuxRun run = (LinuxRun) bench.shell(line).memory(reserved).launch();
        runs.add(run);
        bench.awaitOutput(run.attempt(), 1);
        await().until(() -> run.state().phase() == Phase.RUNNING);
        return run;
    }

    @Test
    void whoIsAboveItsReservationGoesFirstAndHasFailed() throws IOException {
        LinuxRun modest = started(GIGABYTE, LASTING);
        LinuxRun greedy = started(1, LASTING);
        available(GIGABYTE / 2);
        watch(MemoryPolicy.KILL).look();
        EndedRun end = RunBench.end(greedy);
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.cause()).isEqualTo(Cause.OVER_MEMORY);
        assertThat(end.reason())
                .matches("used \\S+ .B, reserved 1 B, and its machine ran short of memory"
                        + " \\(512 MB available, of 1 GB that are to stay so\\): stopped");
        assertThat(modest.state().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void whoKeptToItsReservationIsGivenBack() throws IOException {
        LinuxRun run = started(GIGABYTE, LASTING);
        available(GIGABYTE / 2);
        watch(MemoryPolicy.KILL).look();
        EndedRun end = RunBench.end(run);
        assertThat(end.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(end.cause()).isEqualTo(Cause.SHORT_MEMORY);
    }

    @Test
    void oneAtATimeAndTheNextWhenTheLastIsGone() throws IOException {
        started(0, LASTING);
        started(0, LASTING);
        available(0);
        MachineWatch watch = watch(MemoryPolicy.KILL);
        watch.look();
        watch.look();
        watch.look();
        List<LinuxRun> going = runs.stream()
                .filter(run -> run.state().phase() != Phase.RUNNING)
                .toList();
        assertThat(going).hasSize(1);
        RunBench.end(going.getFirst());
        await().until(() -> {
            watch.look();
            return runs.stream().noneMatch(run -> run.state().phase() == Phase.RUNNING);
        });
    }

    @Test
    void aMachineWithEnoughEndsNobodyAndNeitherDoesAnotherPolicy() throws IOException {
        LinuxRun run = started(0, LASTING);
        available(GIGABYTE);
        watch(MemoryPolicy.KILL).look();
        available(0);
        watch(MemoryPolicy.WARN).look();
        watch(MemoryPolicy.OFF).look();
        assertThat(run.state().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void whereNothingRunsNothingIsEnded() throws IOException {
        available(0);
        watch(MemoryPolicy.KILL).look();
        assertThat(runs).isEmpty();
    }

    @Test
    void aWorkerLooksAtItsOwnMachine() throws IOException {
        MemoryRules greedy = new MemoryRules(MemoryPolicy.KILL, 10, Duration.ofSeconds(10), 1L << 50);
        try (RunBench scarce =
                new RunBench(RunSettings.in(folder.resolve("short")).withMemory(greedy))) {
            EndedRun end = scarce.shell("trap '' TERM; " + LASTING).run();
            assertThat(end.cause()).isEqualTo(Cause.OVER_MEMORY);
            assertThat(end.signal()).as("it has a second at most").isEqualTo(9);
        }
    }
}
