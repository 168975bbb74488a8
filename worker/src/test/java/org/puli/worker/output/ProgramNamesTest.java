package org.puli.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramNamesTest {
    private final Programs programs = Programs.builtIn();

    private String word(String... arguments) {
        return programs.find(List.of(arguments), null).word();
    }

    @ParameterizedTest
    @CsvSource({
        "blender, blender",
        "/opt/blender-4.2.1/blender, blender",
        "blender-4.2, blender",
        "'C:\\Program Files\\Blender\\blender.EXE', blender",
        "/usr/local/Nuke15.1v3/Nuke15.1, nuke",
        "Nuke13.2v8, nuke",
        "/usr/autodesk/maya2025/bin/Render, maya",
        "mayabatch.exe, maya",
        "vray.bin, vray",
        "husk, houdini",
        "ffmpeg-7.0, ffmpeg",
        "render, ''",
        "blenderkit, ''",
        "7zip, ''",
        "'', ''",
    })
    void theExecutablesNameDecides(String executable, String word) {
        assertThat(word(executable, "-b", "x")).isEqualTo(word);
    }

    @Test
    void programsThatOnlyStartAnotherOneAreSeenThrough() {
        assertThat(word("nice", "-n", "19", "blender", "-b")).isEqualTo("blender");
        assertThat(word("/usr/bin/env", "OCIO=/x/config.ocio", "xvfb-run", "-a", "Nuke15.1", "-x"))
                .isEqualTo("nuke");
        assertThat(word("rez-env", "houdini-20", "--", "husk", "x.usd")).isEqualTo("houdini");
    }

    @Test
    void whatIsAnArgumentIsNoProgram() {
        assertThat(word("cp", "/opt/blender", "/tmp")).isEmpty();
        assertThat(word("python3", "wrap.py", "ffmpeg")).isEmpty();
    }

    @Test
    void aShellsLineIsLookedInto() {
        assertThat(word("/bin/sh", "-c", "cd /tmp && A=1 nice '/opt/blender' -b x.blend"))
                .isEqualTo("blender");
        assertThat(word("bash", "-lc", "echo blender; (ffmpeg -i x)|cat")).isEqualTo("ffmpeg");
        assertThat(word("bash", "/studio/bin/mantra.sh", "x")).isEqualTo("houdini");
        assertThat(word("sh", "-c", "echo blender")).isEmpty();
        assertThat(word("sh")).isEmpty();
        assertThat(word("sh", "-c", "")).isEmpty();
    }

    @Test
    void theTaskMayChooseItself() {
        assertThat(programs.find(List.of("studio-render"), "nuke").word()).isEqualTo("nuke");
        assertThat(programs.find(List.of("blender"), Programs.NONE).word()).isEmpty();
        assertThat(programs.find(List.of("blender"), "unheard-of").word()).isEmpty();
        assertThat(programs.find(List.of("blender"), " ").word()).isEqualTo("blender");
    }
}
