package org.puli.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.json.Json;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;

class SubmitTest {
    private static final String JOB = """
            name: turn
            tasks:
              - name: render
                command: [render, "{frame}"]
                frames: 1-48
            """;

    @TempDir
    private Path folder;

    private FixedFarm farm;

    @BeforeEach
    void open() throws IOException {
        farm = new FixedFarm();
        farm.on("POST /api/v1/jobs", FixedViews.job(7, "turn", Status.READY));
    }

    @AfterEach
    void close() {
        farm.close();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String live(Status status) {
        JobView job = FixedViews.job(7, "turn", status);
        return "event: job\ndata: " + Json.write(job) + "\n\n";
    }

    @Test
    void theNumberStandsAloneOnTheFirstLine() throws IOException {
        var ran = farm.run("submit", file("job.yaml", JOB));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("7\n");
    }

    @Test
    void aJobMayWaitForOthersWithoutATouchOfItsFile() throws IOException {
        farm.run("submit", file("job.yaml", JOB), "--after", "41", "--after", "42");
        assertThat(farm.asked())
                .singleElement()
                .asString()
                .contains("\"after\":[{\"job\":41,\"outcome\":\"done\"},{\"job\":42,\"outcome\":\"done\"}]");
        assertThat(farm.run("submit", file("job.yaml", JOB), "--after", "0").code())
                .isEqualTo(2);
    }

    @Test
    void whatNoWorkerCouldRunIsSaid() throws IOException {
        farm.on(
                "POST /api/v1/jobs",
                FixedViews.job(7, "turn", Status.READY).withWarnings(List.of("no worker in pool default is right")));
        var ran = farm.run("submit", file("job.yaml", JOB));
        assertThat(ran.out()).isEqualTo("7\n");
        assertThat(ran.err()).contains("Warning: no worker in pool default is right");
    }

    @Test
    void ownerAndFolderAreFilledInAndOverridesAreApplied() throws IOException {
        farm.run("submit", file("job.yaml", JOB), "--set", "priority=70", "--set", "tasks.render.frames=1-3");
        assertThat(farm.asked())
                .singleElement()
                .asString()
                .contains("\"owner\":\"" + System.getProperty("user.name") + "\"")
                .contains("\"workingDirectory\":\"" + Path.of("").toAbsolutePath() + "\"")
                .contains("\"priority\":70")
                .contains("\"frames\":\"1-3\"");
    }

    @Test
    void jsonIsKnownByItsEndingOrItsFirstCharacter() throws IOException {
        String json = "{\"name\": \"turn\", \"tasks\": [{\"name\": \"a\", \"command\": [\"true\"]}]}";
        assertThat(farm.run("submit", file("job.json", json)).code()).isZero();
        assertThat(farm.run("submit", file("job", "\n " + json)).code()).isZero();
    }

    @Test
    void faultsAreTellingAndNothingIsSent() throws IOException {
        String bad = JOB.replace("frames: 1-48", "frmes: 1-48").replace("name: turn", "name: turn\npriority: high");
        var ran = farm.run("submit", file("bad.yaml", bad));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("bad.yaml is not a job that can be submitted")
                .contains("line 2, column 11: /priority: expected a whole number from 0 to 100")
                .contains("/tasks/0/frmes: unknown key 'frmes'; did you mean 'frames'?");
        assertThat(farm.asked()).isEmpty();
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        assertThat(farm.run("submit", folder.resolve("none.yaml").toString()))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(2))
                .satisfies(ran -> assertThat(ran.err()).contains("there is no file " + folder.resolve("none.yaml")));
        assertThat(farm.run("submit", folder.toString()).err()).contains("is a folder");
        Path latin = Files.write(folder.resolve("latin.yaml"), "name: é".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(farm.run("submit", latin.toString()).err()).contains("is not UTF-8 text");
        assertThat(farm.run("submit", file("empty.yaml", "")).code()).isEqualTo(2);
        assertThat(farm.asked()).isEmpty();
    }

    @Test
    void keysThatAHeaderCannotCarryAreRefusedHere() throws IOException {
        String job = file("job.yaml", JOB);
        assertThat(farm.run("submit", job, "--key", "ü").code()).isEqualTo(2);
        assertThat(farm.run("submit", job, "--key", "").code()).isEqualTo(2);
        assertThat(farm.asked()).isEmpty();
    }

    @Test
    void anUnknownPoolIsBadInput() throws IOException {
        farm.refuse("POST /api/v1/jobs", 422, "unknown-pool", "there is no pool 'x'");
        assertThat(farm.run("submit", file("job.yaml", JOB), "--set", "pool=x").code())
                .isEqualTo(2);
    }

    @Test
    void followingEndsWithTheJobAndTellsHowItEnded() throws IOException {
        String job = file("job.yaml", JOB);
        farm.onText("GET /api/v1/live", "text/event-stream", live(Status.RUNNING) + live(Status.DONE));
        var good = farm.run("submit", job, "--follow");
        assertThat(good.code()).isZero();
        assertThat(good.out()).isEqualTo("7\n");
        assertThat(good.err()).contains("turn: 35/48 done  2 running  1 failed").contains("DONE after");
        farm.onText("GET /api/v1/live", "text/event-stream", live(Status.RUNNING) + live(Status.FAILED));
        assertThat(farm.run("submit", job, "--follow").code()).isEqualTo(1);
    }
}
