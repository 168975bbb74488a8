package org.puli.worker.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.LineKind;

/** Holds docs/operating.md against what is understood. */
class PatternsPageTest {
    private static String page() throws IOException {
        String page = Files.readString(Path.of("../docs/operating.md"));
        int from = page.indexOf("## What programs write");
        return page.substring(from, page.indexOf("\n## ", from));
    }

    @Test
    void everyProgramStandsThereWithNamesByWhichItIsFound() throws IOException {
        Programs programs = Programs.builtIn();
        Matcher rows = Pattern.compile("\\| `(\\w+)` \\| (`[^|]+`) \\| (?:no|Blender|ffmpeg)")
                .matcher(page());
        int count = 0;
        while (rows.find()) {
            for (String name : rows.group(2).replace("`", "").split(", ", -1)) {
                assertThat(programs.find(List.of(name), null).word()).as(name).isEqualTo(rows.group(1));
            }
            count++;
        }
        assertThat(count).isEqualTo(programs.words().size());
    }

    @Test
    void everyKeyStandsThereWithItsGroups() throws IOException {
        String page = page();
        for (LineKind kind : LineKind.values()) {
            assertThat(page).contains("`" + kind.word() + "`");
            assertThat(kind.groups()).allSatisfy(group -> assertThat(page).contains("`" + group + "`"));
        }
    }

    @Test
    void theExampleIsTakenAsItStands() throws IOException {
        String yaml = page().split("```", -1)[1].substring("yaml\n".length());
        Programs programs = Programs.builtIn().with(yaml);
        OutputMeaning meaning = new OutputMeaning(FrameRange.parse("1-2"), 1);
        meaning.begin(programs.find(List.of("/studio/studio-render2.1"), null));
        List.of("Rendering frame 1", "tile 1/4", "Wrote x", "Rendering frame 2", "tile 2/4", "E no seat here")
                .forEach(meaning::line);
        assertThat(meaning.told().fraction()).isEqualTo(0.75);
        assertThat(meaning.lastError()).isEqualTo("no seat here");
        assertThat(meaning.lacksLicense()).isTrue();
    }
}
