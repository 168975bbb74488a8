package org.puli.worker.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.LogSearch;
import org.puli.api.view.LogLine;
import org.puli.api.view.LogLines;

class LogSearcherTest {
    private static final AttemptRef ATTEMPT = new AttemptRef(new CommandId(12), 3);
    private static final JobId JOB = new JobId(5);

    @TempDir
    Path folder;

    private LogLines search(String log, LogSearch wanted) throws IOException {
        LogFiles logs = new LogFiles(folder);
        Path file = logs.begin(JOB, ATTEMPT, null);
        Files.createDirectories(file.getParent());
        Files.write(file, log.getBytes(ISO_8859_1));
        try (LogView view = logs.view(ATTEMPT, JOB)) {
            return new LogSearcher(wanted).search(3, view.read(0));
        }
    }

    private static LogSearch all(String pattern) {
        return new LogSearch(pattern, false, 1, 1_000);
    }

    @Test
    void linesAreFoundWithTheirNumbersAndPlaces() throws IOException {
        LogLines found = search("one\nError: two\n\nthree error\nError", all("^Error"));
        assertThat(found.lines()).containsExactly(new LogLine(2, 4, "Error: two"), new LogLine(5, 28, "Error"));
        assertThat(found.attempt()).isEqualTo(3);
        assertThat(found.lastLine()).isEqualTo(5);
        assertThat(found.complete()).isTrue();
    }

    @Test
    void upperAndLowerCaseMayBeTheSame() throws IOException {
        assertThat(search("ERROR\nerror\n", new LogSearch("Error", true, 1, 10)).lines())
                .hasSize(2);
        assertThat(search("ERROR\nerror\n", all("Error")).lines()).isEmpty();
    }

    @Test
    void whoHasEnoughGoesOnFromTheNextLine() throws IOException {
        String log = "x\n".repeat(25);
        LogLines first = search(log, new LogSearch("x", false, 1, 10));
        assertThat(first.lines()).hasSize(10);
        assertThat(first.complete()).isFalse();
        LogLines second = search(log, new LogSearch("x", false, first.lastLine() + 1, 10));
        assertThat(second.lines().getFirst().line()).isEqualTo(11);
        LogLines third = search(log, new LogSearch("x", false, second.lastLine() + 1, 10));
        assertThat(third.lines()).hasSize(5);
        assertThat(third.complete()).isTrue();
        assertThat(third.lastLine()).isEqualTo(25);
    }

    @Test
    void anEmptyLogHasNoLines() throws IOException {
        assertThat(search("", all("x"))).isEqualTo(new LogLines(3, List.of(), 0, true));
    }

    @Test
    void ofALongLineTheSurroundingsAreShown() throws IOException {
        String line = "a".repeat(5_000) + "needle" + "b".repeat(5_000);
        LogLine found = search(line + "\n", all("needle")).lines().getFirst();
        assertThat(found.text()).hasSize(1_000).contains("needle").startsWith("aaa");
    }

    @Test
    void aLineWithoutEndIsLookedAtInPiecesAndCountsOnce() throws IOException {
        String line = "a".repeat(100_000) + "needle" + "b".repeat(100_000) + "needle";
        LogLines found = search(line + "\nneedle\n", all("needle"));
        assertThat(found.lines()).extracting(LogLine::line).containsExactly(1L, 2L);
    }

    @Test
    void bytesThatAreNoTextDoNoHarm() throws IOException {
        LogLines found = search("\u00ff\u00fe\0 err \u0080\nerr\n", all("err"));
        assertThat(found.lines()).hasSize(2);
        assertThat(found.lines().getFirst().text()).contains("err").contains("\ufffd");
    }

    @Test
    void aPatternThatRunsAwayElsewhereIsHeldAgainstALongLogInTime() throws IOException {
        String log = ("a".repeat(5_000) + "!\n").repeat(50);
        LogLines found = search(log, all("^(a+)+$"));
        assertThat(found.lines()).isEmpty();
        assertThat(found.lastLine()).isPositive();
    }

    @Test
    void whatIsNoPatternIsRefused() {
        assertThatThrownBy(() -> new LogSearcher(all("(")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing");
    }
}
