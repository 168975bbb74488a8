package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicenseReaderTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    @TempDir
    Path folder;

    private Path log;
    private LicenseReader reader;

    @BeforeEach
    void begin() throws IOException {
        log = Files.writeString(folder.resolve("log"), "# puli runs tool 'no license'\n");
        reader = new LicenseReader(log, Pattern.compile("no (license|seat)"), 0);
    }

    private boolean after(String written) throws IOException {
        Files.writeString(log, written, UTF_8, StandardOpenOption.APPEND);
        reader.read(LONG);
        return reader.hasMatched();
    }

    @Test
    void theWorkersOwnLinesDoNotCount() throws IOException {
        assertThat(after("")).isFalse();
    }

    @Test
    void aLineMatchesOnceItIsWhole() throws IOException {
        assertThat(after("there is no ")).isFalse();
        assertThat(after("license")).isFalse();
        assertThat(after(" here\nand on")).isTrue();
    }

    @Test
    void aLineEndsAtEitherBreak() throws IOException {
        assertThat(after("10 %\rno seat\r20 %")).isTrue();
    }

    @Test
    void linesAreLookedAtOneByOne() throws IOException {
        assertThat(after("no\n license\n")).isFalse();
    }

    @Test
    void theLastLineCountsWithoutABreak() throws IOException {
        assertThat(after("no seat")).isFalse();
        reader.readLast(LONG);
        assertThat(reader.hasMatched()).isTrue();
    }

    @Test
    void ofALongLineTheBeginningIsLookedAt() throws IOException {
        assertThat(after("x".repeat(4_087) + "no license\n"))
                .as("up to byte 4,096")
                .isFalse();
        assertThat(after("x".repeat(4_086) + "no license\n")).isTrue();
    }

    @Test
    void bytesOfAnyKindDoNoHarm() throws IOException {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(log, bytes, StandardOpenOption.APPEND);
        assertThat(after("\nno license\n")).isTrue();
    }

    @Test
    void ofTooMuchOutputTheLastPartIsLookedAtInTheEnd() throws IOException {
        Files.writeString(
                log, ("x".repeat(99) + "\n").repeat(LicenseReader.LAST_BYTES / 100), StandardOpenOption.APPEND);
        Files.writeString(log, "no license\n", StandardOpenOption.APPEND);
        reader.readLast(LONG);
        assertThat(reader.hasMatched()).isTrue();
    }

    @Test
    void aLogThatIsGoneIsNoFault() throws IOException {
        Files.delete(log);
        reader.read(LONG);
        reader.readLast(LONG);
        assertThat(reader.hasMatched()).isFalse();
    }
}
