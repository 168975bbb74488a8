package org.puli.worker.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.sync.AttemptRef;

class LogFilesTest {
    private static final AttemptRef ATTEMPT = new AttemptRef(new CommandId(12), 3);
    private static final JobId JOB = new JobId(5);

    @TempDir
    Path folder;

    private Path write(LogFiles logs, String text) throws IOException {
        Path file = logs.begin(JOB, ATTEMPT, null);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String read(LogFiles logs, long from) throws IOException {
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            return new String(view.read(from).readAllBytes(), UTF_8);
        }
    }

    @Test
    void aLogIsReadFromItsStartTheMiddleOrTheEnd() throws IOException {
        LogFiles logs = new LogFiles(folder);
        write(logs, "# puli abcdef\n");
        assertThat(read(logs, 0)).isEqualTo("# puli abcdef\n");
        assertThat(read(logs, 7)).isEqualTo("abcdef\n");
        assertThat(read(logs, -3)).isEqualTo("ef\n");
        assertThat(read(logs, -1000)).isEqualTo("# puli abcdef\n");
        assertThat(read(logs, 1000)).isEmpty();
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            assertThat(view.size()).isEqualTo(14);
            assertThat(view.readPart(2, 6).readAllBytes()).asString(UTF_8).isEqualTo("puli");
        }
    }

    @Test
    void aLogIsEndedOnceItsAttemptIs() {
        LogFiles logs = new LogFiles(folder);
        assertThat(logs.isEnded(ATTEMPT)).isTrue();
        logs.begin(JOB, ATTEMPT, null);
        assertThat(logs.isEnded(ATTEMPT)).isFalse();
        logs.end(ATTEMPT);
        assertThat(logs.isEnded(ATTEMPT)).isTrue();
    }

    @Test
    void aFollowerFindsWhatIsWrittenAfterItReachedTheEndAndEndsWithTheAttempt() throws IOException {
        LogFiles logs = new LogFiles(folder);
        Path file = write(logs, "first");
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            LogStream stream = view.follow(0);
            assertThat(stream.readNBytes(5)).asString(UTF_8).isEqualTo("first");
            Files.writeString(file, "more", StandardOpenOption.APPEND);
            assertThat(stream.readNBytes(4)).asString(UTF_8).isEqualTo("more");
            logs.end(ATTEMPT);
            assertThat(stream.readAllBytes()).isEmpty();
        }
    }

    @Test
    void aLogOfAnEarlierLifeIsFoundAlsoByWhoDoesNotKnowItsJob() throws IOException {
        Path file = write(new LogFiles(folder), "x");
        LogFiles again = new LogFiles(folder);
        assertThat(again.findLog(ATTEMPT)).isEqualTo(file);
        try (LogView view = again.view(ATTEMPT, null)) {
            assertThat(view.isEnded()).isTrue();
            assertThat(view.size()).isEqualTo(1);
        }
    }

    @Test
    void bytesOfAnyKindAreReadAsTheyAre() throws IOException {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        LogFiles logs = new LogFiles(folder);
        Files.write(write(logs, ""), all);
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            assertThat(view.read(0).readAllBytes()).isEqualTo(all);
        }
    }

    @Test
    void aMissingLogIsSaidToBeMissing() throws IOException {
        assertThat(new LogFiles(folder.resolve("none")).findLog(ATTEMPT)).isNull();
        assertThatThrownBy(() -> read(new LogFiles(folder), 0))
                .isInstanceOfSatisfying(
                        LogUnreadable.class, e -> assertThat(e.why()).isEqualTo(LogUnreadable.Why.NONE))
                .hasMessageContaining("12.3");
    }
}
