package org.puli.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.worker.output.OutputSamples.Reading;

/** Lines of programs that were not at hand, written after what is known of their output. */
class BuiltInProgramsTest {
    @Test
    void theProgramsOfTheTradeAreKnown() {
        assertThat(Programs.builtIn().words())
                .containsExactlyInAnyOrder("blender", "nuke", "maya", "arnold", "vray", "houdini", "ffmpeg");
    }

    @Test
    void nukeNamesTheFrameAndWhereItStands() {
        Reading reading = OutputSamples.of("/opt/Nuke15.1v3/Nuke15.1", "11-13")
                .lines(
                        "Nuke 15.1v3, 64 bit, built Jun  3 2024.",
                        "Frame 11 (1 of 3)",
                        ".1.2.3.4.5.6.7.8.9",
                        "Writing /shots/comp.0011.exr took 0.41 seconds",
                        "Frame 12 (2 of 3)",
                        "Writing /shots/comp.0012.exr took 0.40 seconds");
        assertThat(reading.framesDone()).isEqualTo("11-12");
        assertThat(reading.fractions).containsExactly(0.0, 1 / 3.0, 2 / 3.0);
    }

    @Test
    void nukeWithoutFramesTellsWhatItCounts() {
        assertThat(OutputSamples.of("nuke", null).lines("Frame 11 (1 of 4)", "Frame 12 (2 of 4)").fractions)
                .containsExactly(0.25, 0.5);
    }

    @Test
    void mayaTellsTheFramesThatItHasRenderedAndWhatItsRendererTells() {
        Reading reading = OutputSamples.of("/usr/autodesk/maya2025/bin/Render", "1-4")
                .lines(
                        "Warning: file: /x.ma line 5: an old node",
                        "00:00:03   812MB         |   50% done - 12 rays/pixel",
                        "Finished Rendering /shots/images/beauty.0001.exr.",
                        "00:00:09   812MB         |   20% done - 12 rays/pixel");
        assertThat(reading.framesDone()).isEqualTo("1");
        assertThat(reading.fractions).containsExactly(0.5, 0.25, 0.3);
        assertThat(reading.meaning.notes()).first().isEqualTo("told of errors in 0 lines, of warnings in 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "kick    ; 00:00:05   345MB         |   45% done - 25 rays/pixel                 ; 0.45",
                "vray    ; [2025/Mar/4|11:02:31] Rendering image...: 12.5% (00h 01m left)         ; 0.125",
                "vray.bin; [2025/Mar/4|11:02:31] Rendering image (pass 2)...: 90.0%              ; 0.9",
                "mantra  ; ALF_PROGRESS 37%                                                        ; 0.37",
                "husk    ; [12:31:07] 62.5% Lap=0:00:10.00 Left=0:00:06.00 Mem=1.2GB               ; 0.625",
                "hython  ; ALF_PROGRESS 8%                                                         ; 0.08",
                "Render  ; Percentage of rendering done: 15                                        ; 0.15",
                "blender ; Fra:1 Mem:9M (Peak 10M) | Time:00:00.06 | Rendered 3/12 Tiles, Sample 16/128 ; 0.25",
                "blender ; Fra:1 Mem:9M (Peak 10M) | Rendering 16 / 64 samples                    ; 0.25",
            })
    void progressIsUnderstood(String program, String line, double fraction) {
        assertThat(OutputSamples.of(program, null).lines(line).fractions).containsExactly(fraction);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "nuke;ERROR: Read1: /a.exr: No such file or directory;ERROR: Read1: /a.exr: No such file or directory",
                "nuke;[12:00.01] ERROR: out of memory;[12:00.01] ERROR: out of memory",
                "nuke;RuntimeError: Write1 has no file;RuntimeError: Write1 has no file",
                "Render;Error: line 1: Cannot find procedure \"x\".;Error: line 1: Cannot find procedure \"x\".",
                "mayabatch;// Error: file not found //;// Error: file not found //",
                "kick;00:00:00    12MB ERROR   | [ass] can't open scene.ass;[ass] can't open scene.ass",
                "vray;[2025/Mar/4|11:02:31] error: Cannot open file;error: Cannot open file",
                "mantra;mantra: Error: Unable to load geometry;mantra: Error: Unable to load geometry",
                "hython;hou.OperationFailed: Error;",
                "hython;hou.NodeError: no such node;hou.NodeError: no such node",
                "blender;RuntimeError: no camera;RuntimeError: no camera",
                "blender;Errors were found;",
            })
    void errorsAreUnderstood(String program, String line, String error) {
        assertThat(OutputSamples.of(program, null).lines(line).meaning.lastError())
                .isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nuke;FOUNDRY LICENSE ERROR REPORT",
                "nuke;A license for nuke_r was not found",
                "Render;FLEXnet Licensing error: -15,570",
                "Render;License was not obtained",
                "Render;[2025/Mar/4|11:02:31] error: Could not obtain a license (-97).",
                "kick;00:00:00   11MB ERROR  | [rlm] could not connect to the license server",
                "vray;[2025/Mar/4|11:02:31] error: Could not obtain a license (-97).",
                "mantra;No licenses could be found to run this application.",
                "husk;Failed to acquire a Karma license",
            })
    void aMissingLicenseIsUnderstood(String program, String line) {
        assertThat(OutputSamples.of(program, null).lines(line).meaning.lacksLicense())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "nuke,License expires in 5 days",
        "kick,00:00:00 11MB | [rlm] license checked out",
        "vray,Using license server at localhost",
        "blender,License: GPL",
    })
    void whoSpeaksOfLicensesLacksNone(String program, String line) {
        assertThat(OutputSamples.of(program, null).lines(line).meaning.lacksLicense())
                .isFalse();
    }

    @Test
    void vrayAndHoudiniTellTheirFrames() {
        assertThat(OutputSamples.of("vray", "5-6")
                        .lines("Starting frame 5.", "Frame took 5.32 s.", "Starting frame 6.")
                        .framesDone())
                .isEqualTo("5");
        assertThat(OutputSamples.of("husk", "1-3")
                        .lines("[12:00:00] Saved Image: /out/beauty.0002.exr (0:00:05.12)")
                        .framesDone())
                .isEqualTo("2");
        assertThat(OutputSamples.of("kick", "1-3")
                        .lines("00:00:01  99MB  | [driver_exr] writing file `/out/beauty.0003.exr'")
                        .framesDone())
                .isEqualTo("3");
    }

    @Test
    void aProgramThatIsNotKnownTellsNothing() {
        Reading reading = OutputSamples.of("custom", "1-3").lines("Error: x", "Fra:1 ", "Saved: '/x'");
        assertThat(reading.fractions).isEmpty();
        assertThat(reading.meaning.lastError()).isNull();
        assertThat(reading.meaning.notes()).isEqualTo(List.of());
    }
}
