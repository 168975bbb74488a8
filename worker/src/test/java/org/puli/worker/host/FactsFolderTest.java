package org.puli.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.sync.Equipment;

class FactsFolderTest {
    @TempDir
    Path folder;

    private FactsFolder facts;

    @BeforeEach
    void make() {
        facts = new FactsFolder(folder, Duration.ofSeconds(20));
    }

    private void script(String name, String lines) throws IOException {
        StandIn.script(folder, name, lines);
    }

    @Test
    void theLinesOfAllScriptsAreTakenInTheOrderOfTheirNames() throws IOException {
        script("10-rack", "echo '# where it stands'; echo 'rack = r7 '; echo; echo room=north");
        script("20-software", "echo software=maya-2026; echo software=nuke-16; echo fast; echo noise >&2");
        script("30-room", "echo room=south");
        facts.look();
        assertThat(facts.facts())
                .isEqualTo(new SiteFacts(
                        List.of("fast"), List.of("maya-2026", "nuke-16"), Map.of("rack", "r7", "room", "south")));
        assertThat(facts.warnings()).isEmpty();
    }

    @Test
    void onlyWhatMayBeExecutedRuns() throws IOException {
        Files.writeString(folder.resolve("README"), "rack=none");
        script(".hidden", "echo hidden");
        script("old~", "echo old");
        Files.createDirectory(folder.resolve("folder"));
        facts.look();
        assertThat(facts.facts()).isEqualTo(SiteFacts.NONE);
        assertThat(facts.warnings()).isEmpty();
    }

    @Test
    void aScriptThatFailsIsNamedAndWhatItSaidBeforeHolds() throws IOException {
        script("rack", "echo rack=r7");
        script("other", "echo slow");
        facts.look();
        script("rack", "echo rack=r8; echo 'no database' >&2; exit 3");
        facts.look();
        assertThat(facts.facts()).isEqualTo(new SiteFacts(List.of("slow"), List.of(), Map.of("rack", "r7")));
        assertThat(facts.warnings())
                .containsExactly("facts script " + folder.resolve("rack") + ": it ended with exit code 3: no database");
        Files.delete(folder.resolve("rack"));
        facts.look();
        assertThat(facts.facts()).isEqualTo(new SiteFacts(List.of("slow"), List.of(), Map.of()));
        assertThat(facts.warnings()).isEmpty();
    }

    @Test
    void aScriptThatTakesTooLongWritesTooMuchOrMayBeWrittenByAllIsRefused() throws IOException {
        facts = new FactsFolder(folder, Duration.ofMillis(300));
        script("a-slow", "sleep 1000");
        facts.look();
        assertThat(facts.warnings()).singleElement().asString().contains("a-slow", "longer than 0.3 s");
        facts = new FactsFolder(folder, Duration.ofSeconds(20));
        script("a-slow", "head -c 65537 /dev/zero | tr '\\0' x");
        facts.look();
        assertThat(facts.warnings()).singleElement().asString().contains("more than 64 KiB");
        Files.setPosixFilePermissions(folder.resolve("a-slow"), PosixFilePermissions.fromString("rwxr-xrwx"));
        facts.look();
        assertThat(facts.warnings()).singleElement().asString().contains("written by everybody", "chmod o-w");
        assertThat(facts.facts()).isEqualTo(SiteFacts.NONE);
    }

    @Test
    void moreScriptsThanManyAreNotRunAndAFolderThatIsNotThereIsSaid() throws IOException {
        for (int i = 0; i <= FactsFolder.MOST_SCRIPTS; i++) {
            script(String.format("%03d", i), "echo t" + i);
        }
        facts.look();
        assertThat(facts.facts().tags()).hasSize(FactsFolder.MOST_SCRIPTS).doesNotContain("t32");
        assertThat(facts.warnings()).singleElement().asString().contains("only the first 32");
        FactsFolder none = new FactsFolder(folder.resolve("none"));
        none.look();
        assertThat(none.warnings()).singleElement().asString().contains("worker.factsFolder", "cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "'ok\na b=c', line 2: 'a b' has the character",
        "'rack=', line 1: '' is empty",
        "'=r7', line 1: '' is empty",
        "'software=', line 1: '' is empty"
    })
    void aLineThatSaysNothingIsNamed(String text, String words) {
        assertThat(catching(text)).contains(words).contains("expected key=value, software=NAME or a tag");
    }

    private static String catching(String text) {
        try {
            return SiteFacts.parse(text).toString();
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void noMoreThanFiveHundredOfAnythingAreTaken() {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < SiteFacts.MOST; i++) {
            tags.append("t").append(i).append('\n');
        }
        assertThat(SiteFacts.parse(tags.toString()).tags()).hasSize(500);
        assertThat(catching(tags + "more")).contains("more than 500");
        SiteFacts full = SiteFacts.parse(tags.toString());
        assertThat(full.and(SiteFacts.parse("other"))).isEqualTo(full);
    }

    @Test
    void theSettingsHoldWhereBothNameAnAttribute() {
        Equipment set = new Equipment(
                0,
                0,
                Map.of("scratch", 2.0),
                List.of("fx"),
                List.of("nuke"),
                Map.of("rack", "r1", "os", "linux"),
                1.5,
                List.of("52:54:00:12:34:56"));
        Equipment sum = SiteFacts.parse("rack=r7\nroom=north\nslow\nsoftware=maya")
                .addedTo(set, new GpuOffer(List.of("GPU-1"), 9));
        assertThat(sum)
                .isEqualTo(new Equipment(
                        1,
                        9,
                        Map.of("scratch", 2.0),
                        List.of("fx", "slow"),
                        List.of("maya", "nuke"),
                        Map.of("rack", "r1", "os", "linux", "room", "north"),
                        1.5,
                        List.of("52:54:00:12:34:56")));
    }
}
