package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.simulation.program.Ports;

/** The two daemons by the names and with the flags that their people use, and what a hang-up does. */
class DaemonFlagsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static String port;
    private static Path config;
    private static Shell shell;
    private static Shell.Started dispatcher;

    @BeforeAll
    static void startDispatcher() throws IOException {
        port = Integer.toString(Ports.drawFree(new Random()));
        shell = new Shell(folder, "http://127.0.0.1:" + port);
        config = Files.writeString(folder.resolve("puli.yaml"), "dispatcher: {heartbeat: 2s}\n");
        dispatcher = shell.start(
                Path.of("bin/dispatcherd"),
                List.of("--server", "127.0.0.1", "--serverport", port, "--data", "farm", "--config", "puli.yaml"));
        await().atMost(PATIENCE).until(() -> shell.puli("pool", "list").exit() == 0);
    }

    @AfterAll
    static void stopDispatcher() {
        dispatcher.process().destroy();
        assertThat(dispatcher.exit()).as(dispatcher.err()).isZero();
        assertThat(Processes.naming(folder)).isEmpty();
    }

    private static String dispatcherLog() throws IOException {
        return Files.readString(folder.resolve("farm/logs/dispatcher.log"));
    }

    private static void hangUp() throws IOException, InterruptedException {
        String pid = Long.toString(dispatcher.process().pid());
        assertThat(new ProcessBuilder("kill", "-HUP", pid).start().waitFor()).isZero();
    }

    @Test
    void aWorkerTakesTheFlagsOfTodayAndOfOldTimes() {
        Shell.Started worker = shell.start(
                Path.of("bin/workerd"),
                List.of(
                        "--server=127.0.0.1",
                        "--serverport=" + port,
                        "--name=odd-one",
                        "--cores=3",
                        "--memory=5G",
                        "--data=worker",
                        "--config=puli.yaml",
                        "--debug",
                        "--console"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shell.puli("worker", "show", "odd-one", "--output", "json")
                                .out())
                        .containsPattern("\"cores\"\\s*:\\s*3")
                        .contains("5368709120"));
        worker.process().destroy();
        assertThat(worker.exit()).as(worker.err()).isZero();
        assertThat(worker.out() + worker.err()).contains("Worker odd-one serves");
        assertThat(folder.resolve("worker")).isDirectory();
        assertThat(folder.resolve("worker/worker.log")).doesNotExist();
    }

    @Test
    void aFlagThatCannotBeIsAUsageErrorOfBoth() {
        for (String daemon : List.of("worker", "dispatcher")) {
            Shell.Started unknown = shell.puli(daemon, "run", "--kores", "3");
            assertThat(unknown.exit()).as(daemon).isEqualTo(2);
            assertThat(unknown.err()).contains("--kores");
        }
        Shell.Started cores = shell.puli("worker", "run", "--cores", "many", "--data", "never");
        assertThat(cores.exit()).isEqualTo(2);
        assertThat(cores.err()).contains("many").contains("worker.cores");
        Shell.Started far = shell.puli("dispatcher", "run", "--port", "99999", "--data", "never");
        assertThat(far.exit()).isEqualTo(2);
        assertThat(far.err()).contains("99999").contains("dispatcher.port");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    @Test
    void aTakenPortIsToldAndIsNoSuccess() {
        Shell.Started second = shell.puli("dispatcher", "run", "--port", port, "--data", "second");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err()).contains(port);
    }

    @Test
    void aHangUpTakesOverGoodSettingsAndOnlyTellsOfBadOnes() throws IOException, InterruptedException {
        Files.writeString(config, "dispatcher: {hartbeat: 1s}\n");
        hangUp();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dispatcherLog())
                        .contains("Settings were not taken over")
                        .contains("did you mean 'dispatcher.heartbeat'?"));
        Files.writeString(config, "dispatcher: {heartbeat: 1s, debug: true}\n");
        hangUp();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(dispatcherLog()).contains("Settings were read anew"));
        assertThat(shell.puli("farm", "show").exit()).isZero();
    }

    private static Path completion() throws IOException {
        return Files.writeString(
                folder.resolve("completion.sh"), shell.puli("completion").out());
    }

    @Test
    void bashCompletesTheFirstWord() throws IOException {
        String words = "COMP_WORDS=(puli jo); COMP_CWORD=1; _complete_puli; echo \"${COMPREPLY[@]}\"";
        assertThat(Shell.says(List.of("bash", "-c", "source " + completion() + "; " + words)))
                .isEqualTo("job");
    }

    @Test
    void zshTakesTheCompletionScript() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "a system with zsh");
        String line = "autoload -U +X compinit && compinit -u -D; source " + completion() + "; echo ${_comps[puli]}";
        assertThat(Shell.says(List.of("zsh", "-f", "-c", line))).contains("_complete_puli");
    }
}
