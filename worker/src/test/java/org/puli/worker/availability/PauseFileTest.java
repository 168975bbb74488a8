package org.puli.worker.availability;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;

class PauseFileTest {
    @TempDir
    private Path folder;

    private Availability says(String content) throws IOException {
        return says(content.getBytes(StandardCharsets.UTF_8));
    }

    private Availability says(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("pause"), content);
        return requireNonNull(new PauseFile(file, OfRunning.FINISH).now());
    }

    @Test
    void whileTheFileIsThereTheWorkerWantsNoWork() throws IOException {
        Path path = folder.resolve("pause");
        PauseFile file = new PauseFile(path, OfRunning.KILL);
        assertThat(file.now()).isNull();
        Files.writeString(path, "  the client is here \nuntil four");
        assertThat(file.now()).isEqualTo(new Availability(Cause.LOCAL, "the client is here", OfRunning.KILL));
        Files.writeString(path, "he stays");
        assertThat(requireNonNull(file.now()).reason()).isEqualTo("he stays");
        Files.delete(path);
        assertThat(file.now()).isNull();
    }

    @Test
    void aFileThatSaysNothingIsReasonEnough() throws IOException {
        String path = folder.resolve("pause").toString();
        assertThat(says("").reason()).isEqualTo("the pause file " + path + " exists");
        assertThat(says("\n\nlater lines do not count").reason()).contains(path);
        assertThat(says("").running()).isEqualTo(OfRunning.FINISH);
    }

    @Test
    void theOldWordForStoppingAllHasWhatRunsRunElsewhere() throws IOException {
        assertThat(says("-1\n").running()).isEqualTo(OfRunning.REQUEUE);
        assertThat(says("-1").reason()).contains("pause");
        assertThat(new PauseFile(folder.resolve("pause"), OfRunning.KILL).now())
                .extracting(Availability::running)
                .as("a harder setting stays")
                .isEqualTo(OfRunning.KILL);
    }

    @Test
    void whateverIsInTheFileTheReasonIsOneShortLine() throws IOException {
        assertThat(says("a\tb\u202Ec\u0000d").reason()).isEqualTo("a b c d");
        assertThat(says(new byte[] {(byte) 0xFF, (byte) 0xFE, 'x'}).reason()).endsWith("x");
        assertThat(says("x".repeat(5_000_000)).reason()).hasSize(Availability.LONGEST_REASON);
    }

    @Test
    void aFolderALoopAndAPipeAreThereTooAndHangNobody() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        assertThat(new PauseFile(inner, OfRunning.FINISH).now()).isNotNull();
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(new PauseFile(pipe, OfRunning.FINISH).now()).isNotNull();
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        assertThatThrownBy(() -> new PauseFile(loop, OfRunning.FINISH).now()).hasMessageContaining("loop");
    }

    @Test
    void aFileThatIsWatchedIsSeenAndWakesTheWorker() throws IOException {
        Path path = folder.resolve("pause");
        AtomicInteger changes = new AtomicInteger();
        Watched watched = Watched.start(
                "pause", new PauseFile(path, OfRunning.FINISH), Duration.ofMillis(5), changes::incrementAndGet);
        assertThat(watched.now()).isNull();
        Files.writeString(path, "lunch");
        await().until(() -> watched.now() != null);
        await().until(() -> changes.get() == 1);
        Files.delete(path);
        await().until(() -> watched.now() == null);
    }

    @Test
    void aLookThatFailsLeavesThingsAsTheyWere() {
        AtomicInteger looks = new AtomicInteger();
        Willingness look = () -> {
            if (looks.incrementAndGet() > 1) {
                throw new IllegalStateException("stale handle");
            }
            return new Availability(Cause.LOCAL, "lunch", OfRunning.FINISH);
        };
        Watched watched = Watched.start("look", look, Duration.ofMillis(1), () -> {});
        await().until(() -> looks.get() > 3);
        assertThat(watched.now()).isNotNull();
    }

    @Test
    @Timeout(20)
    void aLookThatHangsHoldsUpNobody() {
        CountDownLatch never = new CountDownLatch(1);
        Willingness look = () -> {
            try {
                never.await(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        };
        assertThat(Watched.start("look", look, Duration.ofMillis(1), () -> {}).now())
                .isNull();
        never.countDown();
    }
}
