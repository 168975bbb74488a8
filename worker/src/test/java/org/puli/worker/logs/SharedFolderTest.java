package org.puli.worker.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.CommandLine;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunDetails;

class SharedFolderTest {
    private static final AttemptRef ATTEMPT = new AttemptRef(new CommandId(12), 3);
    private static final JobId JOB = new JobId(5);

    @TempDir
    Path folder;

    private Path root;
    private LogFiles logs;
    private Path target;

    @BeforeEach
    void open() {
        root = folder.resolve("share");
        logs = files();
        target = root.resolve("5/a_job/8-lighting/12.3.w1.log");
    }

    private LogFiles files() {
        SharedPattern pattern =
                SharedPattern.parse(root + "/{job}/{jobName}/{task}-{taskName}/{command}.{attempt}.{worker}.log", "w1");
        return new LogFiles(folder.resolve("logs"), new LogRules(64 << 10, Duration.ofHours(1), 0, pattern));
    }

    private static RunDetails details(String jobName) {
        CommandLine line = new CommandLine(List.of("true"), false);
        return new RunDetails(
                JOB,
                jobName,
                new TaskId(8),
                "lighting",
                ATTEMPT.command(),
                "ann",
                line,
                null,
                null,
                Map.of(),
                1,
                0,
                0,
                null,
                null);
    }

    private Path write(LogFiles into, String text) throws IOException {
        Path file = into.begin(details("a job"), ATTEMPT);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        into.started(ATTEMPT);
        return file;
    }

    private static String read(LogFiles from) throws IOException {
        try (LogView view = from.view(ATTEMPT, JOB)) {
            return new String(view.read(0).readAllBytes(), UTF_8);
        }
    }

    private SharedStore store() {
        return new SharedStore(logs, root, InstantSource.system());
    }

    @Test
    void anEndedLogGoesToItsPlaceAndIsReadFromThere() throws IOException {
        Files.createDirectory(root);
        Path local = write(logs, "hello\n");
        try (LogKeeping _ = LogKeeping.start(logs)) {
            assertThat(target).doesNotExist();
            logs.end(ATTEMPT);
            await().until(() -> !Files.exists(local));
        }
        assertThat(target).hasContent("hello\n");
        assertThat(read(logs)).isEqualTo("hello\n");
        assertThat(read(files())).isEqualTo("hello\n");
    }

    @Test
    void whileTheFolderIsAwayLogsStayHereAndSaySoAndGoLater() throws IOException {
        Path local = write(logs, "hello\n");
        try (LogKeeping _ = LogKeeping.start(logs)) {
            logs.end(ATTEMPT);
            await().until(() -> Files.readString(local).contains("stays on the worker"));
        }
        assertThat(read(logs)).startsWith("hello\n# puli the shared folder is away (there is no folder " + root + ")");
        Files.createDirectory(root);
        logs = files();
        try (LogKeeping _ = LogKeeping.start(logs)) {
            await().until(() -> !Files.exists(local));
        }
        assertThat(read(logs)).startsWith("hello\n# puli the shared folder is away");
        assertThat(target).exists();
    }

    @Test
    void aMovedLogWhoseFolderIsAwayIsSaidToBeAway() throws IOException {
        Files.createDirectory(root);
        write(logs, "hello\n");
        logs.end(ATTEMPT);
        new LogMover(store(), root).moveNew(logs.findLog(ATTEMPT));
        Files.move(root, folder.resolve("unmounted"));
        assertThatThrownBy(() -> read(logs))
                .isInstanceOfSatisfying(
                        LogUnreadable.class, e -> assertThat(e.why()).isEqualTo(LogUnreadable.Why.AWAY))
                .hasMessageContaining(target + " is not there now");
        Files.move(folder.resolve("unmounted"), root);
        assertThat(read(logs)).isEqualTo("hello\n");
    }

    @Test
    void aLogNeverTakesThePlaceOfAnother() throws IOException {
        Files.createDirectories(target.getParent());
        Files.writeString(target, "of another farm");
        write(logs, "hello\n");
        logs.end(ATTEMPT);
        new LogMover(store(), root).moveNew(logs.findLog(ATTEMPT));
        assertThat(target).hasContent("of another farm");
        assertThat(Path.of(target + ".2")).hasContent("hello\n");
        assertThat(read(logs)).isEqualTo("hello\n");
    }

    @Test
    void aMoveThatWasCutShortIsFinished() throws IOException {
        Files.createDirectories(target.getParent());
        Path local = write(logs, "hello\n");
        Files.writeString(target, "hello\n");
        Files.writeString(Path.of(target + ".part"), "hel");
        logs.end(ATTEMPT);
        new LogMover(store(), root).moveRest();
        assertThat(local).doesNotExist();
        assertThat(Path.of(target + ".2")).doesNotExist();
        assertThat(read(logs)).isEqualTo("hello\n");
    }

    @Test
    void aLogThatIsCutIsPlainBeforeItGoes() throws IOException {
        Files.createDirectory(root);
        Path local = write(logs, "line\n".repeat(60_000));
        logs.cut();
        assertThat(CutRecord.beside(local)).exists();
        LogMover mover = new LogMover(store(), root);
        logs.end(ATTEMPT);
        mover.moveRest();
        assertThat(local).exists();
        try (LogKeeping _ = LogKeeping.start(logs)) {
            await().until(() -> !Files.exists(local));
        }
        assertThat(Files.size(target)).isLessThan(64 << 10);
        assertThat(Files.readString(target)).contains("# puli left out here").doesNotContain("\0");
    }

    @Test
    void oldLogsAreRemovedFromTheFolderTooAndNobodyElsesIs() throws IOException {
        Files.createDirectory(root);
        Path local = write(logs, "hello\n");
        Instant ended = Instant.now().minus(Duration.ofHours(2));
        Files.setLastModifiedTime(local, FileTime.from(ended));
        Path other =
                Files.writeString(Files.createDirectories(root.resolve("5")).resolve("notes"), "mine");
        logs.end(ATTEMPT);
        new LogMover(store(), root).moveNew(local);
        assertThat(Files.getLastModifiedTime(target).toInstant())
                .isBetween(ended.minusSeconds(1), ended.plusSeconds(1));
        new Retention(logs.rules(), store()).sweep(Instant.now());
        assertThat(target).doesNotExist();
        assertThat(root.resolve("5/a_job")).doesNotExist();
        assertThat(other).exists();
        assertThatThrownBy(() -> read(logs)).hasMessageContaining("worker.logs.keep");
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        SharedPattern pattern = SharedPattern.parse(root + "/{jobName}/{command}.{attempt}", "w1");
        assertThat(pattern.fill(details("../../etc"), ATTEMPT)).isEqualTo(root.resolve("__.._etc/12.3"));
        assertThat(pattern.fill(details(".."), ATTEMPT)).isEqualTo(root.resolve("_/12.3"));
        assertThat(pattern.fill(details("a/b\nc"), ATTEMPT)).isEqualTo(root.resolve("a_b_c/12.3"));
        assertThat(pattern.fill(details("x".repeat(200)), ATTEMPT)
                        .getParent()
                        .getFileName()
                        .toString())
                .hasSize(80);
    }
}
