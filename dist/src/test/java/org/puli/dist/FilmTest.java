package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;

/** The example with Blender and ffmpeg, for real, on a farm of real programs. */
class FilmTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern PART_WAY = Pattern.compile("\"progress\"\\s*:\\s*0\\.[0-9]*[1-9]");
    private static final Pattern DONE = Pattern.compile("Frames done\\s+1(?:-([2-4]))?\\s");

    /** Of each pixel: frames take some tenths of a second, so that Blender can be held still before the last one. */
    private static final int SAMPLES = 100;

    @TempDir
    private Path folder;

    private Program dispatcher;
    private Program worker;
    private Shell shell;

    @BeforeEach
    void startFarm() throws Exception {
        for (String program : List.of("blender", "ffmpeg", "ffprobe")) {
            Assumptions.assumeTrue(isInstalled(program), program + " is not installed: the film is not made here");
        }
        Path example = Files.createDirectories(folder.resolve("examples/blender"));
        for (String file : List.of("scene.py", "film.yaml")) {
            Files.copy(SourceTree.ROOT.resolve("examples/blender").resolve(file), example.resolve(file));
        }
        int port = Ports.drawFree(new Random());
        Map<String, String> home = Map.of("HOME", folder.toString());
        dispatcher = Program.dispatcher(port, folder.resolve("farm"), home);
        dispatcher.start();
        shell = new Shell(folder, "http://127.0.0.1:" + port);
        Ports.awaitListening(dispatcher, port, PATIENCE);
        worker = Program.worker(port, "film", 1, folder.resolve("worker"), home);
        worker.start();
    }

    @AfterEach
    void stopFarm() throws InterruptedException {
        if (worker != null) {
            worker.close();
        }
        if (dispatcher != null) {
            dispatcher.stop();
        }
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(part -> Files.isExecutable(Path.of(part, program)));
    }

    private String done(String... words) {
        Shell.Started ran = shell.puli(words);
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        return ran.out();
    }

    private String submit() {
        return done("submit", "examples/blender/film.yaml", "--set", "environment.FILM_SAMPLES='" + SAMPLES + "'")
                .lines()
                .findFirst()
                .orElse("");
    }

    /** Stops Blender's time when it has saved a frame and is at a later one, however quick the machine is. */
    private void holdAmidstFrames() throws IOException {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> Files.exists(folder.resolve("film-out/frame-0002.png")));
        Processes.signal("STOP", folder, "blender");
    }

    private void awaitJob(String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done("job", "list", "--output", "json"))
                        .containsPattern("\"status\"\\s*:\\s*\"" + status + "\""));
    }

    private void awaitPartWay(String id) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done("command", "list", id, "--task", "render", "--output", "json"))
                        .containsPattern(PART_WAY));
    }

    /** The processes of attempts of this very farm. */
    private List<String> attempts() {
        return Processes.with("PULI_ATTEMPT=", folder);
    }

    @Test
    void tenFramesAreRenderedInChunksAndBecomeAFilm() throws IOException {
        String id = submit();
        holdAmidstFrames();
        awaitPartWay(id);
        Processes.signal("CONT", folder, "blender");
        awaitJob("DONE");
        for (int frame = 1; frame <= 10; frame++) {
            assertThat(folder.resolve("film-out/frame-%04d.png".formatted(frame)))
                    .isNotEmptyFile();
        }
        assertThat(Shell.says(List.of(
                        "ffprobe",
                        "-v",
                        "error",
                        "-count_frames",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=nb_read_frames",
                        "-of",
                        "csv=p=0",
                        folder.resolve("film-out/film.mp4").toString())))
                .isEqualTo("10");
        assertThat(attempts()).isEmpty();
    }

    @Test
    void aFilmThatIsCanceledHalfWayLeavesNoProcess() throws IOException {
        String id = submit();
        holdAmidstFrames();
        awaitPartWay(id);
        assertThat(attempts()).isNotEmpty();
        done("job", "cancel", id);
        awaitJob("CANCELED");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(attempts()).isEmpty());
        assertThat(folder.resolve("film-out/film.mp4")).doesNotExist();
    }

    @Test
    void aBlenderThatIsKilledGoesOnWithTheFramesThatAreLeft() throws IOException {
        submit();
        holdAmidstFrames();
        List<String> left = new ArrayList<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            Matcher shown = DONE.matcher(done("command", "show", "2"));
            assertThat(shown.find()).isTrue();
            left.add(shown.group(1) == null ? "2" : Integer.toString(Integer.parseInt(shown.group(1)) + 1));
        });
        Processes.signal("KILL", folder, "blender");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done("command", "show", "2")).contains("2 of 3"));
        awaitJob("DONE");
        String log = done("command", "log", "2");
        Matcher first = Pattern.compile(" -s (\\d+) -e 5 -a").matcher(log);
        assertThat(first.find()).as(log).isTrue();
        assertThat(Integer.parseInt(first.group(1)))
                .as("what was finished when Blender was killed is not rendered again")
                .isGreaterThanOrEqualTo(Integer.parseInt(left.getLast()));
    }
}
