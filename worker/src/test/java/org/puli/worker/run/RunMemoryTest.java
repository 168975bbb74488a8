package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.spec.MemoryPolicy;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.worker.memory.MemoryRules;

/** Real programs that use more memory than they reserved. */
class RunMemoryTest {
    private static final long MEGABYTE = 1L << 20;
    /** Holds 150 MB, for tail keeps what may be the last line, until somebody takes away a file. */
    private static final String HUNGRY = "touch here; (head -c 150000000 /dev/zero; echo full >&2;"
            + " while [ -e here ]; do sleep 0.02; done) | tail -n 1 | wc -c";

    @TempDir
    Path folder;

    private RunBench bench(MemoryPolicy policy, int marginPercent, Duration time) throws IOException {
        return new RunBench(RunSettings.in(folder.resolve("data"))
                .withGrace(Duration.ofSeconds(30))
                .withMemory(new MemoryRules(policy, marginPercent, time, 0)));
    }

    private static ProcessLimits asking(MemoryPolicy policy) {
        return ProcessLimits.NONE.withMemoryPolicy(policy);
    }

    private static EndedRun ended(RunningCommand running) {
        // It may be stopped before it has all that it wants, and so before it says anything.
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.cause()).isEqualTo(Cause.OVER_MEMORY);
        return end;
    }

    @Test
    void itIsEndedInPlainWords() throws IOException {
        try (RunBench bench = bench(MemoryPolicy.KILL, 10, Duration.ZERO)) {
            EndedRun end = ended(bench.shell(HUNGRY).memory(100 * MEGABYTE).launch());
            assertThat(end.reason()).matches("used 1[1-9]\\d MB, reserved 100 MB: stopped");
            assertThat(end.peakMemoryBytes()).isGreaterThan(110 * MEGABYTE);
            assertThat(bench.log(end.attempt()))
                    .contains("# puli uses 1", ", reserved 100 MB; it is stopped when it stays so for 0 ms")
                    .containsPattern("# puli .*: signal \\d+: used 1.* MB, reserved 100 MB: stopped");
        }
    }

    @Test
    void whoeverIsOnlyWarnedGoesOnAndTellsIt() throws IOException {
        try (RunBench bench = bench(MemoryPolicy.WARN, 0, Duration.ZERO)) {
            RunningCommand running =
                    bench.shell(HUNGRY).in(folder).memory(100 * MEGABYTE).launch();
            await().until(() -> running.state().message() != null);
            assertThat(running.state().message()).matches("uses 1\\d\\d MB, reserved 100 MB");
            assertThat(folder.resolve("here").toFile().delete()).isTrue();
            EndedRun end = RunBench.end(running);
            assertThat(end.outcome()).isEqualTo(Outcome.DONE);
            assertThat(end.cause()).isNull();
            assertThat(bench.output(end.attempt())).contains("150000000");
            assertThat(bench.log(end.attempt())).contains("# puli uses 1").doesNotContain("is stopped when");
        }
    }

    @Test
    void aSpikeIsForgiven() throws IOException {
        try (RunBench bench = bench(MemoryPolicy.KILL, 0, Duration.ofMinutes(10))) {
            RunningCommand running = bench.shell(HUNGRY + "; while [ ! -e over ]; do sleep 0.02; done")
                    .in(folder)
                    .memory(100 * MEGABYTE)
                    .launch();
            await().until(() -> running.state().message() != null);
            assertThat(folder.resolve("here").toFile().delete()).isTrue();
            await().until(() -> running.state().message() == null);
            assertThat(folder.resolve("over").toFile().createNewFile()).isTrue();
            assertThat(RunBench.end(running).outcome()).isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void aTaskMaySayOtherwiseBothWays() throws IOException {
        try (RunBench bench = bench(MemoryPolicy.OFF, 0, Duration.ZERO)) {
            ended(bench.shell(HUNGRY)
                    .memory(100 * MEGABYTE)
                    .limits(asking(MemoryPolicy.KILL))
                    .launch());
        }
        try (RunBench bench = bench(MemoryPolicy.KILL, 0, Duration.ZERO)) {
            RunningCommand spared = bench.shell(HUNGRY)
                    .in(folder)
                    .memory(100 * MEGABYTE)
                    .limits(asking(MemoryPolicy.OFF))
                    .launch();
            await().until(() -> ((LinuxRun) spared).use() != null
                    && ((LinuxRun) spared).use().usedBytes() > 140 * MEGABYTE);
            assertThat(folder.resolve("here").toFile().delete()).isTrue();
            assertThat(RunBench.end(spared).outcome()).isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void withinTheMarginAndWithoutAReservationNobodySaysAnything() throws IOException {
        try (RunBench bench = bench(MemoryPolicy.KILL, 200, Duration.ZERO)) {
            for (long reserved : new long[] {100 * MEGABYTE, 0}) {
                RunningCommand running =
                        bench.shell(HUNGRY).in(folder).memory(reserved).launch();
                await().until(() -> ((LinuxRun) running).use() != null
                        && ((LinuxRun) running).use().usedBytes() > 140 * MEGABYTE);
                assertThat(folder.resolve("here").toFile().delete()).isTrue();
                EndedRun end = RunBench.end(running);
                assertThat(end.outcome()).isEqualTo(Outcome.DONE);
                assertThat(bench.log(end.attempt())).doesNotContain("# puli uses");
            }
        }
    }

    @Test
    void whatTheKernelEndedAtTheFenceIsTheSameKindOfEnd() throws IOException {
        try (RunBench bench = bench(MemoryPolicy.KILL, 10, Duration.ZERO)) {
            RunMemory memory = new RunMemory(
                    bench.order("true").build().attempt(),
                    bench.order("true").memory(100 * MEGABYTE).build().details(),
                    bench.settings,
                    folder.resolve("log"));
            assertThat(memory.fence()).isEqualTo(376 * MEGABYTE);
            RunResult killed = RunResult.of(new Libc.Exit(true, 9), null);
            assertThat(memory.judged(killed, new RunGroup(folder))).isEqualTo(killed);
            assertThat(memory.cause(Cause.TOLD)).isEqualTo(Cause.TOLD);
            Files.writeString(folder.resolve("memory.events"), "oom_kill 1\n");
            RunResult judged = memory.judged(killed, new RunGroup(folder));
            assertThat(judged.reason()).isEqualTo("used more than 376 MB, reserved 100 MB: stopped by the kernel");
            assertThat(judged.signal()).isEqualTo(9);
            assertThat(memory.cause(Cause.TOLD)).isEqualTo(Cause.OVER_MEMORY);
        }
    }
}
