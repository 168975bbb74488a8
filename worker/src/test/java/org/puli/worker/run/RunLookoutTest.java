package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Lookout;

/** Real programs that are silent, that talk, and that lack a license. */
class RunLookoutTest {
    private static final Lookout LICENSE = new Lookout(0, "(?i)no license|license.*(denied|expired)");

    @TempDir
    Path folder;

    private RunBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new RunBench(folder, Duration.ofSeconds(2));
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void whoIsSilentForTooLongIsStoppedAndHasFailed() {
        EndedRun end = bench.shell("echo begin; exec sleep 600")
                .watch(new Lookout(300, null))
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.cause()).isEqualTo(Cause.NO_PROGRESS);
        assertThat(end.reason()).isEqualTo("told no progress and wrote nothing for 300 ms");
    }

    @Test
    void whoTalksMayTakeItsTime() {
        EndedRun end = bench.shell("for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo $i; sleep 0.2; done")
                .watch(new Lookout(1_500, null))
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.cause()).isNull();
    }

    @Test
    void aTimeoutIsTold() {
        EndedRun end =
                bench.shell("exec sleep 600").timeout(Duration.ofMillis(200)).run();
        assertThat(end.cause()).isEqualTo(Cause.TOO_LONG);
    }

    @Test
    void aFailureAfterALineAboutLicensesLacksOne() {
        EndedRun end = bench.shell(
                        "echo starting; echo 'ERROR: License for comp DENIED'; echo 'LICENSE is denied' >&2; exit 3")
                .watch(LICENSE)
                .run();
        assertThat(end.cause()).isEqualTo(Cause.NO_LICENSE);
        assertThat(end.exitCode()).isEqualTo(3);
    }

    @Test
    void theCommandLineItselfIsNoOutput() {
        EndedRun end =
                bench.order("sh", "-c", "exit 3", "no license").watch(LICENSE).run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.cause()).isNull();
    }

    @Test
    void whoEndsWellLacksNothing() {
        EndedRun end =
                bench.shell("echo no license, going on without").watch(LICENSE).run();
        assertThat(end.outcome()).isEqualTo(Outcome.DONE);
        assertThat(end.cause()).isNull();
    }

    @Test
    void whoIsStoppedLacksNothingEither() {
        EndedRun end = bench.shell("echo no license; exec sleep 600")
                .timeout(Duration.ofMillis(300))
                .watch(LICENSE)
                .run();
        assertThat(end.cause()).isEqualTo(Cause.TOO_LONG);
    }

    @Test
    void aPatternOfALaterReleaseIsNotUnderstoodAndDoesNoHarm() {
        EndedRun end = bench.shell("echo no license; exit 1")
                .watch(new Lookout(0, "(?<=no) license"))
                .run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.cause()).isNull();
    }
}
