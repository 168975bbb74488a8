package org.puli.worker.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.sync.AttemptRef;

/** Logs that grow beyond their limit while somebody writes and others read. */
class LogCutterTest {
    private static final AttemptRef ATTEMPT = new AttemptRef(new CommandId(12), 3);
    private static final JobId JOB = new JobId(5);
    private static final int LIMIT = 64 << 10;

    @TempDir
    Path folder;

    private LogFiles logs;
    private Path file;
    private int written;

    @BeforeEach
    void begin() throws IOException {
        logs = new LogFiles(folder, new LogRules(LIMIT, Duration.ZERO, 0, null));
        file = logs.begin(JOB, ATTEMPT, null);
        Files.createDirectories(file.getParent());
    }

    /** Lines of 16 bytes that tell their numbers. */
    private void write(int lines) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines; i++) {
                text.append(String.format("line %010d%n", written++));
            }
            out.write(text.toString().getBytes(ISO_8859_1));
        }
    }

    private String read() throws IOException {
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            byte[] bytes = view.read(0).readAllBytes();
            assertThat(view.size()).isEqualTo(bytes.length);
            return new String(bytes, ISO_8859_1);
        }
    }

    private void holds(String text) {
        assertThat(text.length()).isLessThanOrEqualTo(LIMIT);
        List<String> lines = text.lines().toList();
        List<String> notes = lines.stream()
                .filter(line -> line.startsWith("# puli left out here"))
                .toList();
        assertThat(notes).hasSize(1);
        int note = lines.indexOf(notes.getFirst());
        assertThat(note * 16).isBetween(LIMIT / 2 - LIMIT / 16, LIMIT / 2);
        for (int i = 0; i < note; i++) {
            assertThat(lines.get(i)).isEqualTo(String.format("line %010d", i));
        }
        int after = lines.size() - note - 1;
        assertThat(after * 16).isGreaterThan(LIMIT / 3);
        for (int i = 0; i < after; i++) {
            assertThat(lines.get(note + 1 + i)).isEqualTo(String.format("line %010d", written - after + i));
        }
        int firstAfter = written - after;
        assertThat(notes.getFirst()).contains("bytes " + note * 16 + " to " + firstAfter * 16 + " of what was written");
    }

    @Test
    void theBeginningAndTheEndAreKeptAndTheMiddleIsSaidToBeGone() throws IOException {
        for (int i = 0; i < 50; i++) {
            write(1_000);
            logs.cut();
            if (i > 8) {
                holds(read());
            }
        }
        assertThat(Files.size(file)).isEqualTo(50_000 * 16);
        assertThat(logs.cutEnd(ATTEMPT)).isGreaterThan(700_000);
    }

    @Test
    void aShortLogIsLeftAlone() throws IOException {
        write(LIMIT / 16);
        logs.cut();
        assertThat(read()).hasSize(LIMIT).doesNotContain("left out");
        assertThat(logs.cutEnd(ATTEMPT)).isZero();
    }

    @Test
    void aLifeThatEndedInTheMidstLeavesALogThatReadsTheSame() throws IOException {
        write(20_000);
        logs.cut();
        String before = read();
        logs = new LogFiles(folder, logs.rules());
        assertThat(read()).isEqualTo(before);
        holds(before);
        Path plain = LogCompaction.write(file, LIMIT);
        logs.replace(file, plain);
        assertThat(read()).isEqualTo(before);
        assertThat(Files.readString(file, ISO_8859_1)).isEqualTo(before);
        assertThat(CutRecord.beside(file)).doesNotExist();
    }

    @Test
    void aLogThatNobodyCouldCutBeforeIsCutInTheEnd() throws IOException {
        write(20_000);
        logs = new LogFiles(folder);
        logs.replace(file, LogCompaction.write(file, LIMIT));
        holds(read());
        assertThat(LogCompaction.write(file, LIMIT)).isNull();
    }

    @Test
    void whatWasWrittenSinceTheLastLookIsCutAtTheEnd() throws IOException {
        write(20_000);
        logs.cut();
        write(20_000);
        logs.end(ATTEMPT);
        holds(read());
    }

    @Test
    void aFollowerWhoIsTooSlowIsToldWhatItMissed() throws IOException {
        write(100);
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            LogStream follower = view.follow(0);
            assertThat(new String(follower.readNBytes(1_600), ISO_8859_1)).endsWith("line 0000000099\n");
            write(3_000);
            assertThat(follower.readNBytes(2_500 * 16)).hasSize(2_500 * 16);
            write(20_000);
            logs.cut();
            logs.end(ATTEMPT);
            String rest = new String(follower.readAllBytes(), ISO_8859_1);
            long end = CutRecord.read(file).end();
            assertThat(rest.lines().filter(line -> !line.isEmpty()).toList().getFirst())
                    .startsWith("# puli left out here: bytes 41600 to " + end);
            assertThat(rest)
                    .endsWith(String.format("line %010d%n", written - 1))
                    .doesNotContain("\0");
        }
    }

    @Test
    void aFollowerWhoIsNotYetThereReadsTheSameAsEverybody() throws IOException {
        write(100);
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            LogStream follower = view.follow(0);
            follower.readNBytes(160);
            write(20_000);
            logs.cut();
            logs.end(ATTEMPT);
            assertThat(new String(follower.readAllBytes(), ISO_8859_1)).isEqualTo(read().substring(160));
        }
    }

    @Test
    void aPartThatWasPromisedBreaksOffRatherThanLie() throws IOException {
        write(4_000);
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            LogStream beginning = view.readPart(0, 1_600);
            LogStream middle = view.readPart(16_000, 60_000);
            write(20_000);
            logs.cut();
            assertThat(beginning.readAllBytes()).hasSize(1_600);
            assertThatThrownBy(middle::readAllBytes).hasMessageContaining("was cut while");
        }
    }

    @Test
    void aLogWithoutLinesIsCutToo() throws IOException {
        Files.write(file, new byte[10 * LIMIT]);
        logs.cut();
        String text = read();
        assertThat(text.length()).isLessThanOrEqualTo(LIMIT);
        assertThat(text).contains("\n# puli left out here");
    }
}
