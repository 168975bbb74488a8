package org.puli.worker.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.worker.logs.LogRules;
import org.puli.worker.logs.LogStream;
import org.puli.worker.logs.LogView;

/** Real processes that write far more than their logs may have. */
class LogLimitTest {
    private static final int LIMIT = 256 << 10;

    @TempDir
    Path folder;

    private RunBench bench;
    private Path gate;

    @BeforeEach
    void open() throws IOException {
        LogRules rules = new LogRules(LIMIT, Duration.ZERO, 0, null);
        bench = new RunBench(
                RunSettings.in(folder).withGrace(Duration.ofSeconds(2)).withLogs(rules));
        gate = folder.resolve("gate");
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static final String FLOOD = "yes 'a line of much output' | head -c 20000000; echo";

    private String untilOpen() {
        return "until [ -e " + gate + " ]; do sleep 0.02; done";
    }

    private Path file(EndedRun end) throws IOException {
        return bench.launcher.logs().findLog(end.attempt());
    }

    @Test
    void theBeginningAndTheEndOfALongLogAreThereInAPlainFile() throws IOException {
        EndedRun end = bench.shell("echo first; " + FLOOD + "; " + FLOOD + "; echo last; exit 3")
                .run();
        assertThat(end.exitCode()).isEqualTo(3);
        Path log = file(end);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Files.size(log)).isLessThan(LIMIT + 1_000));
        List<String> lines = Files.readAllLines(log, ISO_8859_1);
        assertThat(lines.getFirst()).startsWith("# puli job 7");
        assertThat(lines).containsSubsequence("first", "a line of much output", "last");
        assertThat(lines.getLast()).startsWith("# puli ended").contains("exit code 3");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("# puli left out here"))
                .hasSize(1);
        assertThat(Files.readString(log, ISO_8859_1)).doesNotContain("\0");
        assertThat(Path.of(log + ".cut")).doesNotExist();
    }

    @Test
    void whileItRunsItsLogIsCutAndWhatItTellsIsStillHeard() throws IOException {
        RunningCommand running = bench.shell(FLOOD + "; echo 'openjd_status: done with the flood'; " + untilOpen()
                        + "; echo 'openjd_fail: no camera'")
                .launch();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bench.launcher.logs().cutEnd(running.attempt()) > 19_000_000);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> "done with the flood".equals(running.state().told().message()));
        try (LogView view = bench.launcher.logs().view(running.attempt(), null)) {
            assertThat(view.isEnded()).isFalse();
            assertThat(view.size()).isLessThan(LIMIT);
            assertThat(new String(view.read(0).readAllBytes(), ISO_8859_1))
                    .contains("# puli left out here")
                    .endsWith("openjd_status: done with the flood\n");
        }
        Files.createFile(gate);
        EndedRun end = RunBench.end(running);
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.reason()).isEqualTo("no camera");
    }

    @Test
    void theDiskIsGivenBackWhileItRuns() throws IOException {
        RunningCommand running = bench.shell(FLOOD + "; " + untilOpen()).launch();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bench.launcher.logs().cutEnd(running.attempt()) > 19_000_000);
        Path log = bench.launcher.logs().findLog(running.attempt());
        assertThat(Files.size(log)).isGreaterThan(19_000_000);
        Process du = new ProcessBuilder("du", "-B1", log.toString()).start();
        long used = Long.parseLong(new String(du.getInputStream().readAllBytes(), ISO_8859_1).split("\t", 2)[0]);
        assertThat(used).isLessThan(2 * LIMIT);
        Files.createFile(gate);
        RunBench.end(running);
    }

    @Test
    void whoFollowsSeesTheEndWhateverIsCut() throws IOException {
        RunningCommand running = bench.shell("echo first; " + untilOpen() + "; " + FLOOD + "; echo last")
                .launch();
        bench.awaitOutput(running.attempt(), 1);
        try (LogView view = bench.launcher.logs().view(running.attempt(), null);
                LogStream stream = view.follow(0)) {
            Files.createFile(gate);
            String all = new String(stream.readAllBytes(), ISO_8859_1);
            assertThat(all)
                    .contains("\nfirst\n")
                    .contains("\nlast\n# puli ended")
                    .doesNotContain("\0");
        }
        RunBench.end(running);
    }
}
