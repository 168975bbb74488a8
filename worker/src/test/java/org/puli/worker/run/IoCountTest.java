package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;

class IoCountTest {
    private static final long EIGHT = 8 << 20;

    @TempDir
    Path folder;

    @BeforeEach
    void onStorage() throws IOException {
        assumeThat(Files.getFileStore(folder).type())
                .as("what is in memory is no storage")
                .isNotIn("tmpfs", "ramfs");
    }

    @Test
    void whatAShortCommandAndItsChildrenWroteIsKnownThoughNobodyLooked() throws IOException {
        try (RunBench bench = new RunBench(folder.resolve("bench"), Duration.ZERO)) {
            EndedRun end = bench.shell("head -c " + EIGHT + " /dev/zero > one; (sh -c 'head -c " + EIGHT
                            + " /dev/zero > two'); exec head -c " + EIGHT + " /dev/zero > three")
                    .run();
            assertThat(end.outcome()).isEqualTo(Outcome.DONE);
            assertThat(end.writtenBytes()).isBetween(3 * EIGHT, 3 * EIGHT + (1 << 20));
            assertThat(bench.log(end.attempt())).contains(" MB, wrote 24 MB: exit code 0");
        }
    }

    @Test
    void whatIsReadPastTheCacheIsCounted() throws IOException {
        try (RunBench bench = new RunBench(folder.resolve("bench"), Duration.ZERO)) {
            EndedRun end = bench.shell("head -c " + EIGHT + " /dev/zero > one && sync one"
                            + " && exec dd if=one of=/dev/null bs=1M iflag=direct 2>/dev/null")
                    .run();
            assumeThat(end.outcome())
                    .as("not every file system reads past its cache")
                    .isEqualTo(Outcome.DONE);
            assertThat(end.readBytes()).isGreaterThanOrEqualTo(EIGHT);
        }
    }

    @Test
    void theFramesOfAChunkAreAddedUp() throws IOException {
        try (RunBench bench = new RunBench(folder.resolve("bench"), Duration.ZERO)) {
            EndedRun end = bench.order("sh", "-c", "exec head -c " + EIGHT + " /dev/zero > f{frame}")
                    .frames("1-3")
                    .run();
            assertThat(end.writtenBytes()).isBetween(3 * EIGHT, 3 * EIGHT + (1 << 20));
        }
    }

    /** It is nobody's child any more, so nobody but us sees what it wrote; and it is not counted twice. */
    @Test
    void whatAnOrphanWroteIsKeptAfterItsEnd() throws Exception {
        String orphan = "(setsid sh -c \"head -c " + EIGHT + " /dev/zero > two; mv two done; exec sleep 1000\" &)";
        ProcessTree tree = Children.start(
                "a mark",
                Path.of("/bin/sh"),
                List.of("sh", "-c", "head -c " + EIGHT + " /dev/zero > one; " + orphan + "; exec sleep 1000"),
                List.of("PATH=/usr/bin:/bin", RunMark.VARIABLE + "=a mark"),
                folder,
                folder.resolve("log"));
        IoCount count = new IoCount();
        count.begin(tree);
        FutureTask<Libc.Exit> end = new FutureTask<>(tree::awaitMain);
        Thread.ofPlatform().daemon().start(end);
        await().until(() -> Files.exists(folder.resolve("done")));
        for (int look = 0; look < 3; look++) {
            count.look(tree, tree.members(ProcTable.read()));
            assertThat(count.sum().writtenBytes()).isBetween(2 * EIGHT, 2 * EIGHT + (1 << 20));
        }
        tree.end(Duration.ofSeconds(1));
        assertThat(end.get().bySignal()).isTrue();
        count.end(tree);
        tree.reap();
        count.look(tree, List.of());
        assertThat(count.sum().writtenBytes()).isBetween(2 * EIGHT, 2 * EIGHT + (1 << 20));
    }

    @Test
    void aProcessThatIsGoneDidNothing() {
        assertThat(ProcTable.io(Integer.MAX_VALUE)).isEqualTo(ProcTable.Io.NONE);
    }
}
