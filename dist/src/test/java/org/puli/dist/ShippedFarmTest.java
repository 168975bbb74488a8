package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;

/** One dispatcher, two workers and the command line, each a process of its own, as they ship. */
class ShippedFarmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Program dispatcher;
    private static Program first;
    private static Program second;
    private static Shell shell;

    @BeforeAll
    static void startFarm() throws IOException, InterruptedException {
        int port = Ports.drawFree(new Random());
        Map<String, String> settings = Map.of("HOME", folder.toString());
        dispatcher = Program.dispatcher(port, folder.resolve("farm"), settings);
        dispatcher.start();
        first = Program.worker(port, "one", 1, folder.resolve("one"), settings);
        second = Program.worker(port, "two", 1, folder.resolve("two"), settings);
        first.start();
        second.start();
        Ports.awaitListening(dispatcher, port, PATIENCE);
        shell = new Shell(folder, "http://127.0.0.1:" + port);
        await().atMost(PATIENCE)
                .until(() -> shell.puli("worker", "list", "--output", "csv")
                                .out()
                                .lines()
                                .count()
                        == 3);
    }

    @AfterAll
    static void stopFarm() throws InterruptedException {
        first.stop();
        second.stop();
        dispatcher.stop();
        assertThat(Processes.naming(folder)).isEmpty();
    }

    private static Path job(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), "name: " + name + "\n" + text);
    }

    private static String submit(Path file) {
        Shell.Started submitted = shell.puli("submit", file.toString());
        assertThat(submitted.exit()).as(submitted.err()).isZero();
        String id = submitted.out().lines().findFirst().orElse("");
        assertThat(id).matches("[1-9]\\d*");
        return id;
    }

    private static void awaitJob(String id, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shell.puli("job", "show", id, "--output", "json")
                                .out())
                        .containsPattern("\"status\"\\s*:\\s*\"" + status + "\""));
    }

    @Test
    void aLogIsReadLiveThroughTheDispatcherWhileItsCommandWrites() throws IOException {
        Path gate = folder.resolve("gate");
        String id = submit(job("live", """
                tasks:
                  - name: slow
                    shell: true
                    command: "echo first line; while [ ! -e %s ]; do sleep 0.05; done; echo last line"
                """.formatted(gate)));
        awaitJob(id, "RUNNING");
        Shell.Started log = shell.start("job", "log", id, "--follow");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log.out()).contains("first line"));
        assertThat(log.out()).doesNotContain("\nlast line");
        Files.createFile(gate);
        assertThat(log.exit()).as(log.err()).isZero();
        assertThat(log.out()).contains("\nlast line").contains(": exit code 0");
        awaitJob(id, "DONE");
    }

    @Test
    void aCanceledCommandEndsWithAllThatItStarted() throws IOException {
        Path mark = folder.resolve("stubborn-child");
        String id = submit(job("tree", """
                tasks:
                  - name: parent
                    shell: true
                    command: "setsid sh -c 'trap \\"\\" TERM; while :; do sleep 1; : %s; done' & touch %s; wait"
                """.formatted(mark, mark)));
        await().atMost(PATIENCE).until(() -> Files.exists(mark));
        assertThat(Processes.naming(mark)).isNotEmpty();
        assertThat(shell.puli("job", "cancel", id).exit()).isZero();
        awaitJob(id, "CANCELED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Processes.naming(mark)).isEmpty());
    }

    @Test
    void aJobWaitsForAFileThatIsWrittenAfterItsSubmit() throws IOException {
        Path file = folder.resolve("sim.0100.bgeo");
        String id = submit(job("late", """
                tasks:
                  - name: mesh
                    command: [/bin/true]
                    after: {file: %s}
                """.formatted(file)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shell.puli("job", "why", id).out())
                        .containsPattern("waits for the file " + file + ", looked for by worker (one|two)"));
        assertThat(shell.puli("job", "show", id, "--output", "json").out()).contains("\"FILE\"");
        Files.createFile(file);
        awaitJob(id, "DONE");
    }

    @Test
    void followingASubmissionEndsWithItsResult() throws IOException {
        Path good = job("good", "tasks: [{name: a, command: [/bin/true], frames: 1-5}]\n");
        Path bad = job("bad", "tasks: [{name: a, command: [/bin/false]}]\n");
        assertThat(shell.puli("submit", good.toString(), "--follow").exit()).isZero();
        assertThat(shell.puli("submit", bad.toString(), "--follow").exit()).isEqualTo(1);
    }

    @Test
    void aLicenseThatACommandNeedsNoMoreGoesToTheNextAndResultsAreShown() throws IOException {
        Path gate = folder.resolve("license-gate");
        assertThat(shell.puli("license", "set", "nuke", "1").exit()).isZero();
        String id = submit(job("comp", """
                tasks:
                  - name: load
                    shell: true
                    command: >-
                      echo puli_result: layers={frame}; echo puli_release: nuke;
                      while [ ! -e %s ]; do sleep 0.05; done; echo puli_result: psnr=38.2
                    frames: 1-2
                    licenses: [nuke]
                """.formatted(gate)));
        try {
            await("both run with one seat")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shell.puli("command", "list", id, "--status", "running")
                                    .out())
                            .contains("load 1", "load 2"));
            await("neither holds it any more")
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(shell.puli("license", "list").out()).containsPattern("nuke +1 +command +0 "));
        } finally {
            Files.createFile(gate);
        }
        awaitJob(id, "DONE");
        String command = shell.puli("command", "list", id, "-o", "csv")
                .out()
                .lines()
                .skip(2)
                .findFirst()
                .orElseThrow()
                .split(",", 2)[0];
        assertThat(shell.puli("command", "show", command).out())
                .containsSubsequence("Results of try 1:", "layers  2", "psnr    38.2");
    }

    @Test
    void aFaultyJobIsToldWithItsPlaceAndChangesNothing() throws IOException {
        String before = shell.puli("job", "list", "--all", "--output", "csv").out();
        Path typo = job("typo", "prioriti: 9\ntasks: [{name: a, command: [/bin/true]}]\n");
        Shell.Started refused = shell.puli("submit", typo.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("line 2").contains("did you mean 'priority'?");
        Path stranger = job("stranger", "pool: nowhere\ntasks: [{name: a, command: [/bin/true]}]\n");
        Shell.Started unknown = shell.puli("submit", stranger.toString());
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("nowhere").contains("default");
        assertThat(shell.puli("job", "list", "--all", "--output", "csv").out()).isEqualTo(before);
    }

    @Test
    void whereNoDispatcherIsTheExitCodeSaysSo() {
        Shell nowhere = new Shell(folder, "http://127.0.0.1:1");
        Shell.Started list = nowhere.puli("job", "list");
        assertThat(list.exit()).isEqualTo(3);
        assertThat(list.err()).contains("127.0.0.1:1");
    }

    @Test
    void aMissingWorkingDirectoryIsTheReasonOfTheFailure() throws IOException {
        String id =
                submit(job("lost", "workingDirectory: /no/such/folder\ntasks: [{name: a, command: [/bin/true]}]\n"));
        awaitJob(id, "FAILED");
        assertThat(shell.puli("command", "list", id, "--output", "json").out()).contains("/no/such/folder");
    }
}
