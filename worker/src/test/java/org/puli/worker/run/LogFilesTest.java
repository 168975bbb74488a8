package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.sync.AttemptRef;

class LogFilesTest {
    private static final AttemptRef ATTEMPT = new AttemptRef(new CommandId(12), 3);

    @TempDir
    Path folder;

    private String read(LogFiles logs, long from) throws IOException {
        try (var channel = logs.open(ATTEMPT, from)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
        }
    }

    @Test
    void aLogIsReadFromItsStartTheMiddleOrTheEnd() throws IOException {
        LogFiles logs = new LogFiles(folder);
        try (OutputLog log = OutputLog.open(logs.begin(new JobId(5), ATTEMPT))) {
            log.note("abcdef");
        }
        assertThat(read(logs, 0)).isEqualTo("# puli abcdef\n");
        assertThat(read(logs, 7)).isEqualTo("abcdef\n");
        assertThat(read(logs, -3)).isEqualTo("ef\n");
        assertThat(read(logs, -1000)).isEqualTo("# puli abcdef\n");
        assertThat(read(logs, 1000)).isEmpty();
    }

    @Test
    void aLogIsEndedOnceItsAttemptIs() {
        LogFiles logs = new LogFiles(folder);
        assertThat(logs.isEnded(ATTEMPT)).isTrue();
        logs.begin(new JobId(5), ATTEMPT);
        assertThat(logs.isEnded(ATTEMPT)).isFalse();
        logs.end(ATTEMPT);
        assertThat(logs.isEnded(ATTEMPT)).isTrue();
    }

    @Test
    void aReaderFindsWhatIsWrittenAfterItReachedTheEnd() throws IOException {
        LogFiles logs = new LogFiles(folder);
        Path file = logs.begin(new JobId(5), ATTEMPT);
        OutputLog.open(file).close();
        try (var channel = logs.open(ATTEMPT, 0)) {
            var stream = Channels.newInputStream(channel);
            assertThat(stream.readAllBytes()).isEmpty();
            Files.writeString(file, "more", StandardOpenOption.APPEND);
            assertThat(stream.readAllBytes()).asString().isEqualTo("more");
        }
    }

    @Test
    void aLogOfAnEarlierLifeIsFound() throws IOException {
        Path file = new LogFiles(folder).begin(new JobId(5), ATTEMPT);
        OutputLog.open(file).close();
        assertThat(new LogFiles(folder).findLog(ATTEMPT)).isEqualTo(file);
    }

    @Test
    void aMissingLogIsSaidToBeMissing() throws IOException {
        assertThat(new LogFiles(folder.resolve("none")).findLog(ATTEMPT)).isNull();
        assertThatThrownBy(() -> read(new LogFiles(folder), 0))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("12.3");
    }

    @Test
    void aNoteIsOnePrintableLineOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "no end of line");
        OutputLog.noteAt(file, "a\u001b[31mb\nc" + "x".repeat(5000));
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("# puli a [31mb c")
                .endsWith("…");
        OutputLog.noteAt(folder.resolve("none"), "nothing");
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
