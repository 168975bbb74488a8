package org.puli.worker.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.sync.AttemptRef;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    Path folder;

    private static AttemptRef attempt(int command) {
        return new AttemptRef(new CommandId(command), 1);
    }

    /** A log of a job of its own that ended so many hours ago. */
    private static Path log(LogFiles logs, int command, int hours, int bytes) throws IOException {
        Path file = logs.begin(new JobId(command), attempt(command), null);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofHours(hours))));
        return file;
    }

    private LogFiles logs(Duration keep, long space) {
        return new LogFiles(folder, new LogRules(0, keep, space, null));
    }

    private static void sweep(LogFiles logs) throws IOException {
        new Retention(logs.rules(), new LocalStore(logs, CLOCK)).sweep(NOW);
    }

    @Test
    void whatIsTooOldIsRemovedAndWhoeverAsksIsToldWhenAndWhy() throws IOException {
        LogFiles logs = logs(Duration.ofHours(10), 0);
        Path old = log(logs, 1, 11, 100);
        Path young = log(logs, 2, 9, 100);
        logs.end(attempt(1));
        logs.end(attempt(2));
        sweep(logs);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        for (LogFiles again : new LogFiles[] {logs, logs(Duration.ZERO, 0)}) {
            assertThatThrownBy(() -> again.view(attempt(1), new JobId(1)))
                    .isInstanceOfSatisfying(
                            LogUnreadable.class, e -> assertThat(e.why()).isEqualTo(LogUnreadable.Why.REMOVED))
                    .hasMessageContaining("ended 2029-12-31T13:00:00Z, was removed 2030-01-01T00:00:00Z")
                    .hasMessageContaining("worker.logs.keep is 10h");
        }
    }

    @Test
    void theOldestGoFirstUntilTheRestHasRoom() throws IOException {
        LogFiles logs = logs(Duration.ZERO, 250);
        for (int i = 1; i <= 5; i++) {
            log(logs, i, i, 100);
            logs.end(attempt(i));
        }
        sweep(logs);
        for (int i = 1; i <= 5; i++) {
            assertThat(Files.exists(logs.folder().resolve("job-" + i + "/command-" + i + ".attempt-1.log")))
                    .as("log " + i)
                    .isEqualTo(i <= 2);
        }
        assertThatThrownBy(() -> logs.view(attempt(3), null)).hasMessageContaining("worker.logs.space");
    }

    @Test
    void theLogOfARunningCommandIsNeverRemovedNorCounted() throws IOException {
        LogFiles logs = logs(Duration.ofHours(1), 50);
        Path running = log(logs, 1, 100, 1_000);
        Path ended = log(logs, 2, 0, 40);
        logs.end(attempt(2));
        sweep(logs);
        assertThat(running).exists();
        assertThat(ended).exists();
    }

    @Test
    void manyLogsAreRemovedInRounds() throws IOException {
        LogFiles logs = logs(Duration.ZERO, 500);
        for (int i = 1; i <= 2_500; i++) {
            Path file = logs.folder().resolve("job-1/command-" + i + ".attempt-1.log");
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[10]);
            Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(i)));
        }
        sweep(logs);
        try (var left = Files.list(logs.folder().resolve("job-1"))) {
            assertThat(left).hasSize(50);
        }
        assertThat(logs.folder().resolve("job-1/command-50.attempt-1.log")).exists();
    }

    @Test
    void otherFilesAreLeftAloneAndEmptyFoldersGoLater() throws IOException {
        LogFiles logs = logs(Duration.ofHours(1), 1);
        Path other = Files.createDirectories(folder.resolve("job-1")).resolve("notes.txt");
        Files.write(other, new byte[100]);
        Path empty = Files.createDirectories(folder.resolve("job-2"));
        Files.setLastModifiedTime(empty, FileTime.from(NOW.minus(Duration.ofHours(2))));
        Path fresh = Files.createDirectories(folder.resolve("job-3"));
        Files.setLastModifiedTime(fresh, FileTime.from(NOW));
        sweep(logs);
        assertThat(other).exists();
        assertThat(empty).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void whatIsRememberedOfTheRemovedStaysSmall() throws IOException {
        RemovedLogs removed = new RemovedLogs(folder.resolve("removed"));
        String line = attempt(1) + " 1 1 " + "x".repeat(80) + "\n";
        Files.writeString(folder.resolve("removed"), line.repeat((4 << 20) / line.length() + 1));
        removed.add(attempt(7), NOW, NOW, "for a reason");
        assertThat(Files.size(folder.resolve("removed"))).isLessThan(3 << 20);
        assertThat(removed.find(attempt(7))).endsWith("was removed 2030-01-01T00:00:00Z for a reason");
        assertThat(removed.find(attempt(1))).isNotNull();
        assertThat(removed.find(attempt(8))).isNull();
    }
}
