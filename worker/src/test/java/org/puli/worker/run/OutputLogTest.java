package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLogTest {
    @TempDir
    Path folder;

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
