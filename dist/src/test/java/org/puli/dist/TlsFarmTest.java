package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.simulation.program.Ports;

/** A whole farm of real programs with a site's own authority, steered by one config file. */
class TlsFarmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final List<Shell.Started> daemons = new ArrayList<>();
    private String server;
    private Shell shell;
    private Path config;

    @BeforeEach
    void makeSite() throws IOException {
        int port = Ports.drawFree(new Random());
        server = "https://localhost:" + port;
        shell = new Shell(folder, server);
        done(shell.puli("tls", "create", "localhost", "--folder", site().toString()));
        config = Files.writeString(folder.resolve("puli.yaml"), """
                dispatcher:
                  port: %d
                  data: %s
                  tls:
                    certificate: %s
                    key: %s
                worker:
                  server: http://127.0.0.1:1, %s
                  name: w1
                  cores: 1
                  data: %s
                tls:
                  ca: %s
                """.formatted(
                        port,
                        folder.resolve("farm"),
                        site().resolve("dispatcher.pem"),
                        site().resolve("dispatcher-key.pem"),
                        server,
                        folder.resolve("w1"),
                        site().resolve("ca.pem")));
    }

    private Path site() {
        return folder.resolve("tls");
    }

    private static String done(Shell.Started ran) {
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    /** With the config file, and what else is set. */
    private Shell.Started start(String setting, String... words) {
        List<String> line = new ArrayList<>(List.of("PULI_CONFIG=" + config, setting));
        line.add(SourceTree.ROOT.resolve("puli").toString());
        line.addAll(List.of(words));
        return shell.start(Path.of("/usr/bin/env"), line);
    }

    private Shell.Started puli(String... words) {
        Shell.Started ran = start("A=b", words);
        ran.exit();
        return ran;
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Shell.Started daemon : daemons.reversed()) {
            daemon.process().destroy();
            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void everythingGoesOverTlsAndARenewalDisturbsNothing() throws IOException {
        daemons.add(start("A=b", "dispatcher", "run"));
        await().atMost(PATIENCE)
                .until(() ->
                        daemons.getFirst().err().contains("listens on " + server.replace("localhost", "127.0.0.1")));
        daemons.add(start("A=b", "worker", "run"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done(puli("worker", "list", "--output", "csv")))
                        .contains("w1,IDLE,"));
        assertThat(done(puli("worker", "local", "status")))
                .containsPattern("Linked to +" + server + ", Puli 2\\S*, since 20");
        assertThat(done(puli("farm", "show"))).containsPattern("Dispatcher +" + server + ", Puli 2\\S*, up .*since 20");
        Path job = Files.writeString(folder.resolve("job.yaml"), "name: j\ntasks: [{name: t, command: [echo, hi]}]\n");
        done(puli("submit", job.toString(), "--follow"));
        assertThat(done(puli("job", "log", "1"))).contains("hi");
        done(shell.puli("tls", "create", "localhost", "127.0.0.1", "--folder", site().toString()));
        // Only the new certificate is for the address.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                puli("farm", "show", "--server", server.replace("localhost", "127.0.0.1"))
                                        .exit())
                        .isZero());
        assertThat(done(puli("worker", "list", "--output", "csv"))).contains("w1,IDLE,");
        Shell.Started stranger = start("PULI_TLS_CA=" + folder.resolve("none.pem"), "farm", "show");
        assertThat(stranger.exit()).isEqualTo(3);
        assertThat(stranger.err()).contains("none.pem", "tls.ca");
    }
}
