package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.config.Setting;
import picocli.CommandLine;

class UsageTest {
    @TempDir
    private Path folder;

    @Test
    void theFrontPageTellsOfEveryVerbAndExitCode() {
        var ran = FixedFarm.alone("--help");
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .contains("demo", "submit", "job", "command", "worker run", "dispatcher run", "pool", "license")
                .contains("config", "farm", "completion", "version", "simulate", "bench", "crash", "test", "build")
                .contains("0   done", "1   ", "2   wrong usage", "3   no dispatcher", "4   the dispatcher refused");
    }

    /** Whatever can be done to a noun stands in a line that begins with it: nobody looks for what he cannot see. */
    @Test
    void theFrontPageNamesEachVerbOfEachNoun() {
        List<String> page = FixedFarm.alone("--help").out().lines().toList();
        for (CommandLine noun : new CommandLine(new Puli()).getSubcommands().values()) {
            String name = noun.getCommandName();
            List<String> lines = page.stream()
                    .dropWhile(line -> !line.matches("  (\\w+, )?" + name + "\\b.*"))
                    .takeWhile(line -> !line.isEmpty() && line.startsWith("  "))
                    .toList();
            assertThat(lines).as(name).isNotEmpty();
            for (String verb : noun.getSubcommands().keySet()) {
                assertThat(String.join(" ", lines)).as(name + " " + verb).containsPattern("\\b" + verb + "\\b");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "job", "command", "worker", "pool", "license", "farm", "config", "tls", "path", "share", "audit"
            })
    void aNounAlonePrintsItsUsageAndIsNotDone(String noun) {
        var ran = noun.isEmpty() ? FixedFarm.alone() : FixedFarm.alone(noun);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("Usage: puli");
    }

    @Test
    void anOptionWithoutItsVerbIsToldWhereItBelongs() {
        var daemon = FixedFarm.alone("worker", "--config", "farm.yaml");
        assertThat(daemon.code()).isEqualTo(2);
        assertThat(daemon.err())
                .contains("--config goes behind a verb that takes it: puli worker install, puli worker run");
        assertThat(FixedFarm.alone("license", "--nope").err())
                .contains("--nope")
                .doesNotContain("goes behind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job lst",
                "job show x",
                "job show 0",
                "job show",
                "job show 1 2",
                "job list --status nope",
                "job list --limit 0",
                "job list --outptu json",
                "job pause",
                "worker show ../x",
                "demo --frames 9-1",
                "nothing"
            })
    void wrongUsageIsSaidInFewLines(String words) {
        var ran = FixedFarm.alone(words.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines().count()).isBetween(1L, 4L);
    }

    @Test
    void everyVerbHasHelpWithExitCodes() {
        assertThat(FixedFarm.alone("job", "log", "--help").out())
                .contains("Usage: puli job log")
                .contains("--follow")
                .contains("3   no dispatcher answers")
                .doesNotContain("Start here");
    }

    @Test
    void whenNobodyAnswersTheCodeIsThree() {
        var ran = FixedFarm.alone("job", "list", "--server", "http://127.0.0.1:1");
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .contains("http://127.0.0.1:1")
                .contains("puli dispatcher run")
                .hasLineCount(1);
    }

    @Test
    void anAddressThatIsNoneIsBadInput() {
        assertThat(FixedFarm.alone("job", "list", "--server", "ftp://x").code()).isEqualTo(2);
    }

    @Test
    void theCompletionScriptCoversTheProgramsThatLiveElsewhere() {
        assertThat(FixedFarm.alone("completion").out())
                .contains("function _complete_puli()")
                .contains(
                        "dispatcher", "--bind", "simulate", "--seeds", "bench", "crash", "worker", "--cores", "table");
    }

    @Test
    void settingsAreShownWithTheirSource() throws IOException {
        Path file = Files.writeString(folder.resolve("puli.yaml"), "dispatcher: {port: 9000}\n");
        var ran = FixedFarm.alone("config", "show", "--config", file.toString());
        assertThat(ran.out()).contains("dispatcher.port = 9000  (" + file + ")").contains("worker.cores = not set");
        var csv = FixedFarm.alone("config", "show", "--config", file.toString(), "-o", "csv");
        assertThat(csv.lines()).hasSize(1 + Setting.values().length);
        assertThat(FixedFarm.alone("config", "show", "--puli1").out()).contains("POOLS_BACKEND_TYPE", "STAT_DB_URL");
        assertThat(FixedFarm.alone("config", "show", "--config", "/none").code())
                .isEqualTo(2);
    }

    @Test
    void aTokenThatOthersCanReadIsWarnedOfAndABadOneRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (FixedFarm farm = new FixedFarm().onList("GET /api/v1/jobs")) {
            var ran = farm.run("job", "list", "--token-file", file.toString());
            assertThat(ran.code()).isZero();
            assertThat(ran.err()).contains("chmod 600").doesNotContain("secret");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertThat(farm.run("job", "list", "--token-file", file.toString()).err())
                    .isEmpty();
            Files.writeString(file, "two words");
            assertThat(farm.run("job", "list", "--token-file", file.toString()).code())
                    .isEqualTo(2);
        }
    }

    @Test
    void theVersionIsTold() {
        assertThat(FixedFarm.alone("version").out()).startsWith("Puli ").contains("Java");
        assertThat(FixedFarm.alone("--version").out()).startsWith("Puli ");
    }
}
