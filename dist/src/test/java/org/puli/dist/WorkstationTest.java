package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;

/** A worker on somebody's own machine: real programs, steered at the machine, without any token. */
class WorkstationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private int port;
    private Program dispatcher;
    private Program worker;
    private Shell shell;
    private Path pauseFile;

    @BeforeEach
    void startFarm() throws IOException, InterruptedException {
        port = Ports.drawFree(new Random());
        pauseFile = folder.resolve("pause");
        dispatcher = Program.dispatcher(port, folder.resolve("farm"), Map.of("HOME", folder.toString()));
        dispatcher.start();
        shell = new Shell(folder, "http://127.0.0.1:" + port);
        Ports.awaitListening(dispatcher, port, PATIENCE);
        startWorker("60s");
    }

    private void startWorker(String stopTime) throws IOException {
        worker = Program.worker(
                port,
                "desk",
                1,
                folder.resolve("desk"),
                Map.of(
                        "HOME", folder.toString(),
                        "PULI_WORKER_STOP_TIME", stopTime,
                        "PULI_WORKER_PAUSE_FILE", pauseFile.toString()));
        worker.start();
        awaitStatus("IDLE");
    }

    @AfterEach
    void stopFarm() throws InterruptedException {
        worker.close();
        dispatcher.stop();
    }

    private Shell.Started local(String... words) {
        String[] line = new String[words.length + 4];
        line[0] = "worker";
        line[1] = "local";
        System.arraycopy(words, 0, line, 2, words.length);
        line[words.length + 2] = "--data";
        line[words.length + 3] = folder.resolve("desk").toString();
        return shell.puli(line);
    }

    private String done(Shell.Started ran) {
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    private void awaitStatus(String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                shell.puli("worker", "list", "--output", "csv").out())
                        .contains("desk," + status + ","));
    }

    /** A job of one command that runs until a file is there. */
    private String submit(Path gate) throws IOException {
        Path file = Files.writeString(folder.resolve("job.yaml"), """
                name: wait
                tasks:
                  - name: wait
                    shell: true
                    attempts: 1
                    command: "while [ ! -e %s ]; do sleep 0.05; done"
                """.formatted(gate));
        return done(shell.puli("submit", file.toString())).lines().findFirst().orElse("");
    }

    private void awaitJob(String id, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shell.puli("job", "show", id, "--output", "json")
                                .out())
                        .containsPattern("\"status\"\\s*:\\s*\"" + status + "\""));
    }

    @Test
    void whoSitsAtTheMachineGetsItBackAndTheTryIsNotCounted() throws IOException {
        Path gate = folder.resolve("gate");
        String id = submit(gate);
        awaitJob(id, "RUNNING");
        assertThat(done(local("status"))).contains("desk", "BUSY", "(try 1,");
        assertThat(done(local("pause", "--requeue", "--reason", "the client is here")))
                .contains("worker desk takes nothing new; 1 running command is being stopped");
        awaitStatus("WITHDRAWN");
        awaitJob(id, "READY");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done(local("status")))
                        .contains("PAUSED", "the client is here (paused at the machine by ")
                        .doesNotContain("try 1"));
        assertThat(done(shell.puli("worker", "why", "desk"))).contains("withdrawn", "the client is here");
        assertThat(done(shell.puli("worker", "show", "desk"))).contains("the client is here");
        assertThat(done(shell.puli("worker", "resume", "desk"))).isNotEmpty();
        awaitStatus("WITHDRAWN");
        Files.createFile(gate);
        assertThat(done(local("resume"))).contains("takes work again");
        awaitJob(id, "DONE");
    }

    @Test
    void aPauseOutlastsTheDaemonAndAFilePausesToo() throws Exception {
        done(local("drain", "--reason", "new disk"));
        assertThat(done(local("status"))).contains("DRAINED", "new disk");
        worker.stop();
        worker.start();
        awaitStatus("WITHDRAWN");
        Files.writeString(pauseFile, "rehearsal\n");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done(local("resume"))).contains("still takes no work: rehearsal"));
        Files.delete(pauseFile);
        awaitStatus("IDLE");
    }

    @Test
    void aWorkerThatIsToldToEndLetsWhatRunsFinish() throws Exception {
        Path gate = folder.resolve("gate");
        String id = submit(gate);
        awaitJob(id, "RUNNING");
        String other = submit(gate);
        ProcessHandle.of(worker.pid()).orElseThrow().destroy();
        awaitStatus("ENDING");
        assertThat(worker.isAlive()).isTrue();
        Files.createFile(gate);
        awaitJob(id, "DONE");
        await().atMost(PATIENCE).until(() -> !worker.isAlive());
        awaitJob(other, "READY");
        startWorker("60s");
        awaitJob(other, "DONE");
    }

    @Test
    void whatDoesNotFinishInTimeIsHandedBackAndItsTryIsNotCounted() throws Exception {
        Path gate = folder.resolve("gate");
        String id = submit(gate);
        awaitJob(id, "RUNNING");
        assertThat(done(local("stop", "--within", "1s"))).contains("ends; 1 running command has");
        await().atMost(PATIENCE).until(() -> !worker.isAlive());
        assertThat(Processes.naming(gate)).isEmpty();
        awaitJob(id, "READY");
        Files.createFile(gate);
        startWorker("0s");
        awaitJob(id, "DONE");
    }

    @Test
    void aSecondSignalMeansNow() throws Exception {
        String id = submit(folder.resolve("never"));
        awaitJob(id, "RUNNING");
        ProcessHandle process = ProcessHandle.of(worker.pid()).orElseThrow();
        process.destroy();
        awaitStatus("ENDING");
        process.destroy();
        await().atMost(PATIENCE).until(() -> !worker.isAlive());
        awaitJob(id, "READY");
    }

    @Test
    void whereNoWorkerRunsOrASomebodyElsesDoesIsSaid() throws Exception {
        Shell.Started nobody = shell.puli(
                "worker", "local", "status", "--data", folder.resolve("none").toString());
        assertThat(nobody.exit()).isEqualTo(3);
        assertThat(nobody.err()).contains("no worker runs", "--data");
        assertThat(shell.puli("worker", "local", "stop", "--within", "soon").exit())
                .isEqualTo(2);
        boolean isRoot = Files.getOwner(folder).getName().equals("root");
        Assumptions.assumeTrue(isRoot && Files.exists(Path.of("/usr/bin/setpriv")), "only root can be somebody else");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder.resolve("desk"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path classes = SourceTree.ROOT.resolve("cli/target");
        Assumptions.assumeTrue(isOpenToOthers(classes), "another user cannot read this build");
        String path = classes.resolve("classes") + ":" + SourceTree.ROOT.resolve("api/target/classes") + ":"
                + classes.resolve("lib") + "/*";
        Process stranger = new ProcessBuilder(List.of(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "--reset-env",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        path,
                        "org.puli.cli.Main",
                        "worker",
                        "local",
                        "status",
                        "--data",
                        folder.resolve("desk").toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(stranger.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(stranger.waitFor()).as(said).isEqualTo(4);
        assertThat(said).contains("belongs to user root");
    }

    private static boolean isOpenToOthers(Path path) throws IOException {
        for (Path one = path.toRealPath(); one.getParent() != null; one = one.getParent()) {
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(one))
                    .endsWith("x")) {
                return false;
            }
        }
        return true;
    }
}
