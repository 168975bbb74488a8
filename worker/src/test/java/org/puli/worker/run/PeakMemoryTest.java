package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;

/** Commands that take much memory for an instant, which no look at what lives would see. */
class PeakMemoryTest {
    private static final long MEGABYTE = 1L << 20;

    @TempDir
    Path folder;

    /** More than this process itself ever had, so that the kernel's figure is the child's. */
    private static long much() {
        return ProcTable.memory(ProcTable.SELF)[1] / MEGABYTE + 100;
    }

    private ProcessTree ended(String line) throws CannotStart {
        ProcessTree tree = Children.start(
                "mark-" + line.hashCode(),
                Path.of("/bin/sh"),
                List.of("sh", "-c", line),
                List.of("PATH=/usr/bin:/bin"),
                folder,
                folder.resolve("log"));
        tree.awaitMain();
        tree.end(Duration.ofSeconds(10));
        tree.reap();
        return tree;
    }

    private static String take(long megabytes) {
        return "dd if=/dev/zero of=/dev/null count=1 bs=" + megabytes + "M 2>/dev/null";
    }

    @Test
    void whatOneProcessHadIsKnownThoughNobodyLooked() throws CannotStart {
        long much = much();
        assertThat(ended("exec " + take(much)).peakBytes()).isBetween(much * MEGABYTE, (much + 50) * MEGABYTE);
    }

    @Test
    void itsChildrenCountAndSoDoThoseThatItLeftBehind() throws CannotStart {
        long much = much();
        assertThat(ended("true; " + take(much) + "; true").peakBytes()).isGreaterThanOrEqualTo(much * MEGABYTE);
        String left = "(setsid sh -c '" + take(much) + "; : > done' &); until [ -e done ]; do sleep 0.01; done";
        assertThat(ended(left).peakBytes()).isGreaterThanOrEqualTo(much * MEGABYTE);
    }

    @Test
    void theWorkersOwnMemoryIsNeverTakenForTheirs() throws CannotStart {
        assertThat(ended("true").peakBytes()).isZero();
    }

    @Test
    void theRecordOfAnAttemptHasIt() throws IOException {
        try (RunBench bench = new RunBench(folder.resolve("bench"), Duration.ZERO)) {
            long much = much();
            EndedRun end = bench.shell(take(much)).run();
            assertThat(end.outcome()).isEqualTo(Outcome.DONE);
            assertThat(end.peakMemoryBytes()).isGreaterThanOrEqualTo(much * MEGABYTE);
            assertThat(bench.log(end.attempt())).contains("memory up to ");
        }
    }
}
