package org.puli.worker.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.LicenseName;

class OutputLinesTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    @TempDir
    Path folder;

    private Path log;
    private OutputMeaning meaning;
    private OutputLines lines;

    @BeforeEach
    void begin() throws IOException {
        log = Files.writeString(folder.resolve("log"), "openjd_fail: of an earlier process\n");
        meaning = new OutputMeaning(null, 1);
        meaning.begin(Programs.builtIn().find(List.of("blender"), null));
        lines = new OutputLines(log, meaning, Files.size(log));
    }

    private OutputMeaning after(String written) throws IOException {
        Files.writeString(log, written, UTF_8, StandardOpenOption.APPEND);
        lines.read(LONG);
        return meaning;
    }

    @Test
    void whatStoodThereBeforeIsNotRead() throws IOException {
        assertThat(after("on and on\n").failure()).isNull();
    }

    @Test
    void aLineCountsOnceItIsWhole() throws IOException {
        assertThat(after("Error: no ").lastError()).isNull();
        assertThat(after("memory\r").lastError()).isEqualTo("Error: no memory");
    }

    @Test
    void theLastLineCountsWithoutABreak() throws IOException {
        assertThat(after("openjd_fail: no disk").failure()).isNull();
        lines.readLast(LONG);
        assertThat(meaning.failure()).isEqualTo("no disk");
    }

    @Test
    void resultsAndReleasedLicensesAreRead() throws IOException {
        after("puli_result: psnr=38.2\npuli_release: nuke\nputs puli_result: not=this\npuli_result: layers=a=b, c \n");
        assertThat(meaning.results()).isEqualTo(Map.of("psnr", "38.2", "layers", "a=b, c"));
        assertThat(meaning.told().released()).containsExactly(new LicenseName("nuke"));
        after("puli_result: psnr=40\npuli_release: shave\npuli_release: nuke\npuli_result: empty=\n");
        assertThat(meaning.results()).isEqualTo(Map.of("psnr", "40", "layers", "a=b, c", "empty", ""));
        assertThat(meaning.told().released()).containsExactly(new LicenseName("nuke"), new LicenseName("shave"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "puli_result:psnr=1",
                "puli_result: psnr",
                "puli_result: =1",
                "puli_result: 1st=1",
                "puli_result: a b=1",
                "puli_release: nuke shave",
                "puli_release:nuke",
                "puli_release: ",
                "puli_other: x"
            })
    void whatIsNotQuiteSoTellsNoResult(String line) throws IOException {
        after(line + "\n");
        assertThat(meaning.results()).isEmpty();
        assertThat(meaning.told().released()).isEmpty();
    }

    @Test
    void valuesAndTheirNumberAreLimited() throws IOException {
        StringBuilder many = new StringBuilder("puli_result: v1=" + "x".repeat(600) + "\n");
        for (int i = 2; i <= 70; i++) {
            many.append("puli_result: v")
                    .append(i)
                    .append("=\u0007\n")
                    .append("puli_release: l")
                    .append(i)
                    .append('\n');
        }
        after(many + "puli_result: v64=last\n");
        assertThat(meaning.results()).hasSize(64).containsEntry("v64", "last").doesNotContainKey("v65");
        assertThat(meaning.results().get("v1")).hasSize(500);
        assertThat(meaning.told().released()).hasSize(32);
        assertThat(meaning.notes())
                .containsExactly("told more than 64 values of its result; 6 lines with others were left out");
    }

    @Test
    void theWorkersOwnLinesDoNotCount() throws IOException {
        assertThat(after("# puli runs blender 'Error: x'\n# puli EXCEPTION_ACCESS_VIOLATION\n")
                        .lastError())
                .isNull();
    }

    @Test
    void ofALongLineTheBeginningIsLookedAt() throws IOException {
        assertThat(after("x".repeat(4_090) + " is out\nopenjd_status: " + "y".repeat(100_000) + "\nError: z\n")
                        .lastError())
                .isEqualTo("Error: z");
        assertThat(meaning.told().message()).startsWith("yyy");
    }

    @Test
    void bytesOfAnyKindDoNoHarm() throws IOException {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(log, bytes, StandardOpenOption.APPEND);
        assertThat(after("\nError: z\n").lastError()).isEqualTo("Error: z");
    }

    @Test
    void ofAFloodTheWordsOfTheOpenJobDescriptionAndTheLastPartAreRead() throws IOException {
        String flood = ("x".repeat(99) + "\n").repeat(OutputLines.MOST_BEHIND / 100 + 1_000);
        after("Error: early\nopenjd_status: early\n" + flood + "Fra:1 | Sample 1/2\n");
        assertThat(meaning.lastError()).isNull();
        assertThat(meaning.told().message()).isEqualTo("early");
        assertThat(meaning.told().fraction()).isEqualTo(0.5);
    }

    @Test
    void withoutTimeItGoesOnWhereItStood() throws IOException {
        Files.writeString(log, "openjd_progress: 10\nopenjd_progress: 20\n", UTF_8, StandardOpenOption.APPEND);
        lines.read(0);
        assertThat(meaning.told().fraction()).isNull();
        lines.read(LONG);
        assertThat(meaning.told().fraction()).isEqualTo(0.2);
    }

    @Test
    void aLogThatIsGoneIsNoFault() throws IOException {
        Files.delete(log);
        lines.read(LONG);
        lines.readLast(LONG);
        assertThat(meaning.failure()).isNull();
    }
}
