package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobReader;
import org.puli.api.json.JobReader.Format;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Status;

/** One command without a job file, up to the document that is sent. */
class SubmitCommandTest {
    @TempDir
    private Path folder;

    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm();
        farm.on("POST /api/v1/jobs", FixedViews.job(7, "render", Status.READY));
    }

    @AfterEach
    void close() {
        farm.close();
    }

    private JobSpec sent(String... words) {
        List<String> line = new ArrayList<>(List.of("submit"));
        line.addAll(List.of(words));
        var ran = farm.run(line.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("7\n");
        String asked = farm.asked().getLast();
        return JobReader.read(asked.substring(asked.indexOf('{')), Format.JSON, new JobDefaults("nobody", null));
    }

    private static TaskSpec task(JobSpec spec) {
        return spec.tasks().getFirst();
    }

    @Test
    void whatStandsAfterTheDashesIsTheCommandWordForWord() throws IOException {
        Path options = Files.writeString(folder.resolve("options"), "--name=from-a-file");
        JobSpec spec =
                sent("--", "/opt/r/render", "-s", "--name", "a b", "--", "@" + options, "-h", "'\"", "$HOME", "");
        assertThat(spec.name()).isEqualTo("render");
        assertThat(spec.owner()).isEqualTo(System.getProperty("user.name"));
        assertThat(spec.settings().workingDirectory())
                .isEqualTo(Path.of("").toAbsolutePath().toString());
        assertThat(task(spec).name()).isEqualTo("run");
        assertThat(task(spec).frames()).isNull();
        assertThat(task(spec).command().shell()).isFalse();
        assertThat(task(spec).command().arguments())
                .containsExactly("/opt/r/render", "-s", "--name", "a b", "--", "@" + options, "-h", "'\"", "$HOME", "");
    }

    @Test
    void flagsSayWhatAFileWouldSay() {
        JobSpec spec = sent(
                "--name=night: 12",
                "--pool",
                "night",
                "--priority=70",
                "--frames",
                "1-9x2,20",
                "--chunk",
                "3",
                "--cores",
                "0.5",
                "--memory=4G",
                "--attempts=3",
                "--after",
                "41",
                "--set",
                "tags.shot=sh020",
                "--",
                "render",
                "{first}",
                "{last}");
        assertThat(spec.name()).isEqualTo("night: 12");
        assertThat(spec.pool().value()).isEqualTo("night");
        assertThat(spec.priority()).isEqualTo(70);
        assertThat(spec.tags()).containsEntry("shot", "sh020");
        assertThat(spec.after()).hasSize(1);
        assertThat(task(spec).frames()).hasToString("1-9x2,20");
        assertThat(task(spec).chunk()).isEqualTo(3);
        assertThat(farm.asked().getLast()).contains("\"cores\":0.5", "\"memory\":" + (4L << 30), "\"attempts\":3");
    }

    @Test
    void theLastWordHasSet() {
        JobSpec spec =
                sent("--priority", "10", "--frames=1", "--set=priority=20", "--set=tasks.run.frames=5", "--", "r");
        assertThat(spec.priority()).isEqualTo(20);
        assertThat(task(spec).frames()).hasToString("5");
    }

    @Test
    void aShellGetsOneText() {
        JobSpec spec = sent("--shell", "--", "/bin/cat a* | wc -l");
        assertThat(spec.name()).isEqualTo("cat");
        assertThat(task(spec).command().shell()).isTrue();
        assertThat(task(spec).command().arguments()).containsExactly("/bin/cat a* | wc -l");
        assertThat(farm.run("submit", "--shell", "--", "cat", "a").err()).contains("one text: put it in quotes");
    }

    @Test
    void flagsOfTheJobChangeAFileToo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("job.yaml"), "name: a\ntasks: [{name: t, command: [render], frames: 1-3}]");
        JobSpec spec = sent(file.toString(), "--name", "b", "--pool", "night", "--priority", "1");
        assertThat(spec.name()).isEqualTo("b");
        assertThat(spec.pool().value()).isEqualTo("night");
        assertThat(spec.priority()).isEqualTo(1);
        assertThat(task(spec).name()).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|A job file is expected, or -- and a command",
                "--|After -- a command is expected",
                "job.yaml -- render|'job.yaml' stands before the --",
                "render shot|put -- before it: puli submit -- render shot",
                "job.yaml --frames 1-3|--frames goes with a command after --",
                "job.yaml --shell|--shell goes with a command after --",
                "--frames 3-x -- render|--frames: ",
                "--chunk 0 -- render|--chunk: ",
                "--cores many -- render|--cores: ",
                "--memory 4X -- render|--memory: ",
                "--attempts 0 -- render|--attempts: ",
                "--priority 101 -- render|--priority: ",
                "--pool ../x -- render|the pool name '../x'",
                "-- render {frame}|the command: uses a frame placeholder, but there are no frames; add --frames 1-100"
            })
    void whatCannotBeIsToldAsItWasTypedAndNothingIsSent(String line, String words) {
        var ran = farm.run(("submit " + (line == null ? "" : line)).strip().split(" "));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains(words).doesNotContain("line 1", "/tasks/0");
        assertThat(ran.out()).isEmpty();
        assertThat(farm.asked()).isEmpty();
    }

    @Test
    void argumentsThatNoSystemTakesAreCounted() {
        String ran = farm.run("submit", "--", "render", "x".repeat(131_072)).err();
        assertThat(ran).contains("argument 1: ", "131071 bytes");
    }

    @Test
    void theHelpShowsBothWays() {
        assertThat(FixedFarm.alone("submit", "--help").out())
                .contains(
                        "Usage: puli submit [OPTION]... FILE",
                        "or:  puli submit [OPTION]... -- COMMAND [ARG]...",
                        "{frame}");
    }
}
