package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressReaderTest {
    @TempDir
    Path folder;

    private Path log;
    private ProgressReader reader;

    @BeforeEach
    void begin() throws IOException {
        log = Files.writeString(folder.resolve("log"), "# puli runs tool --quality 95%\n");
        reader = new ProgressReader(log, Files.size(log));
    }

    private OptionalDouble after(String written) throws IOException {
        Files.writeString(log, written, UTF_8, StandardOpenOption.APPEND);
        return reader.read();
    }

    @Test
    void whatStoodThereBeforeIsNotRead() throws IOException {
        assertThat(after("")).isEmpty();
        assertThat(after("nothing to tell\n")).isEmpty();
    }

    @Test
    void theUsualWaysOfTellingAreUnderstood() throws IOException {
        assertThat(after("openjd_progress: 12.5\n")).hasValue(0.125);
        assertThat(after("Progress: 30 %\n")).hasValue(0.3);
        assertThat(after("progress 40%\r")).hasValue(0.4);
    }

    @Test
    void aBarePercentageCountsUntilProgressIsSaidPlainly() throws IOException {
        assertThat(after("[ 25% ] tiles\n")).hasValue(0.25);
        assertThat(after("progress=50%\n")).hasValue(0.5);
        assertThat(after("memory 90%\n")).isEmpty();
    }

    @Test
    void theLastWordCountsAndNonsenseDoesNot() throws IOException {
        assertThat(after("10%\n20%\n")).hasValue(0.2);
        assertThat(after("999%\nv-30%\nx40%\n1e5%\n")).isEmpty();
    }

    @Test
    void aLineIsReadOnceItIsComplete() throws IOException {
        assertThat(after("progress 1")).isEmpty();
        assertThat(after("0%")).isEmpty();
        assertThat(after("\n")).hasValue(0.1);
    }

    @Test
    void aFloodOfGarbageIsSkipped() throws IOException {
        Files.write(log, new byte[1_000_000], StandardOpenOption.APPEND);
        assertThat(reader.read()).isEmpty();
        assertThat(after("\nprogress 70%\n")).hasValue(0.7);
    }

    @Test
    void aLogThatVanishedIsNoProgress() throws IOException {
        Files.delete(log);
        assertThat(reader.read()).isEmpty();
    }
}
