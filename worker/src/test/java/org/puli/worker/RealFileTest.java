package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.worker.storage.DiskStorage;
import org.puli.worker.storage.FileLooks;

/** The worker's loop with a real disk and the threads that look at it. */
class RealFileTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final FixedParts parts = new FixedParts();
    private final Semaphore answers = new Semaphore(0);
    private final WorkerLoop loop = parts.loop("boot-1", new FileLooks(new DiskStorage(), 5_000, answers::release));

    private void turn() throws InterruptedException {
        loop.turn();
        assertThat(answers.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        loop.turn();
    }

    @Test
    void aFileThatIsWrittenLaterIsFoundAndReported() throws IOException, InterruptedException {
        Path file = folder.resolve("sim.0100.bgeo");
        loop.receive(parts.lookFor(file.toString()));
        turn();
        assertThat(parts.last().found()).isEmpty();
        Files.createFile(file);
        parts.millis += 4_999;
        loop.turn();
        assertThat(answers.availablePermits()).isZero();
        parts.millis += 1;
        turn();
        assertThat(parts.last().found()).containsExactly(file.toString());
    }
}
