package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;

/** A worker that goes away in all the ways there are while a command runs, and comes back: real programs. */
class RestartedWorkerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private int port;
    private Program dispatcher;
    private Program worker;
    private Shell shell;
    private Path gate;

    @BeforeEach
    void startFarm() throws IOException, InterruptedException {
        port = Ports.drawFree(new Random());
        gate = folder.resolve("gate");
        dispatcher = Program.dispatcher(
                port,
                folder.resolve("farm"),
                Map.of("HOME", folder.toString(), "PULI_DISPATCHER_LOST_AFTER", PATIENCE.toSeconds() + "s"));
        dispatcher.start();
        shell = new Shell(folder, "http://127.0.0.1:" + port);
        Ports.awaitListening(dispatcher, port, PATIENCE);
        worker = worker("auto");
        worker.start();
    }

    private Program worker(String keep) {
        return Program.worker(
                port, "w1", 1, folder.resolve("w1"), Map.of("HOME", folder.toString(), "PULI_WORKER_KEEP", keep));
    }

    @AfterEach
    void stopFarm() throws IOException, InterruptedException {
        if (!Files.exists(gate)) {
            Files.createFile(gate);
        }
        worker.close();
        dispatcher.stop();
    }

    private String done(Shell.Started ran) {
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    /** Submits a command that runs until the gate opens and then ends with an exit code; returns when it runs. */
    private String submit(int code) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), """
                name: wait
                tasks:
                  - name: wait
                    shell: true
                    attempts: 1
                    command: "echo begun; while [ ! -e %s ]; do sleep 0.05; done; exit %d"
                """.formatted(gate, code));
        String id =
                done(shell.puli("submit", file.toString())).lines().findFirst().orElse("");
        awaitJob(id, "RUNNING");
        await().atMost(PATIENCE).until(() -> log().contains("begun\n"));
        return id;
    }

    private String log() throws IOException {
        Path log = folder.resolve("w1/logs/job-1/command-1.attempt-1.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private void awaitJob(String id, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shell.puli("job", "show", id, "--output", "json")
                                .out())
                        .containsPattern("\"status\"\\s*:\\s*\"" + status + "\""));
    }

    private void awaitGoingOn(int times) {
        await().atMost(PATIENCE)
                .until(() -> log().lines()
                                .filter(line -> line.contains("and this goes on"))
                                .count()
                        == times);
    }

    /** The one attempt that there was, in the words of its history. */
    private String onlyAttempt() {
        String history = done(shell.puli("command", "show", "1", "--output", "json"));
        assertThat(history).containsPattern("\"attempt\"\\s*:\\s*1").doesNotContainPattern("\"attempt\"\\s*:\\s*2");
        return history;
    }

    @Test
    void aCommandGoesOnOverAKillAndAStopThatKeepsAndASignal() throws Exception {
        String id = submit(0);
        worker.kill();
        worker.start();
        awaitGoingOn(1);
        assertThat(done(shell.puli(
                        "worker",
                        "local",
                        "stop",
                        "--keep",
                        "--data",
                        folder.resolve("w1").toString())))
                .contains("leaves what runs to the next one: 1");
        await().atMost(PATIENCE).until(() -> !worker.isAlive());
        worker.start();
        awaitGoingOn(2);
        Process signal = new ProcessBuilder("kill", "-USR1", Long.toString(worker.pid())).start();
        assertThat(signal.waitFor()).isZero();
        await().atMost(PATIENCE).until(() -> !worker.isAlive());
        worker.start();
        awaitGoingOn(3);
        assertThat(Processes.naming(gate)).isNotEmpty();
        Files.createFile(gate);
        awaitJob(id, "DONE");
        onlyAttempt();
        await().atMost(PATIENCE).until(() -> Processes.naming(gate).isEmpty());
    }

    @Test
    void howItEndedMeanwhileIsToldOnce() throws Exception {
        String id = submit(7);
        worker.kill();
        Files.createFile(gate);
        await().atMost(PATIENCE).until(() -> Processes.naming(gate).isEmpty());
        worker.start();
        awaitJob(id, "FAILED");
        assertThat(onlyAttempt()).containsPattern("\"exitCode\"\\s*:\\s*7");
    }

    @Test
    void whatTheDispatcherDoesNotWantAnyMoreIsEnded() throws Exception {
        String id = submit(0);
        worker.kill();
        done(shell.puli("job", "cancel", id));
        assertThat(Processes.naming(gate)).isNotEmpty();
        worker.start();
        await().atMost(PATIENCE).until(() -> Processes.naming(gate).isEmpty());
        // The log says so when the tree has ended, which is a moment later.
        await().atMost(PATIENCE).until(() -> log().contains("no longer wanted by the dispatcher"));
        awaitJob(id, "CANCELED");
    }

    @Test
    void aWorkerThatKeepsNothingEndsItAndItRunsAgain() throws Exception {
        String id = submit(0);
        worker.kill();
        assertThat(Processes.naming(gate)).isNotEmpty();
        worker.close();
        worker = worker("never");
        worker.start();
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("w1/logs/job-1/command-1.attempt-2.log")));
        assertThat(log()).contains("worker.keep is never");
        Files.createFile(gate);
        awaitJob(id, "DONE");
    }
}
