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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.simulation.program.DatabaseKind;
import org.puli.simulation.program.DatabaseProcess;
import org.puli.simulation.program.Ports;

/**
 * Two real dispatchers on a real PostgreSQL with a site's own authority. Worker and people know the address of one, and
 * find the other by what they are told, since both prove who they are.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TlsStandbyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final List<Shell.Started> daemons = new ArrayList<>();
    private final Random random = new Random(11);
    private DatabaseProcess database;
    private Shell shell;
    private Path config;
    private String leader;
    private String other;

    @BeforeEach
    void makeSite() throws Exception {
        leader = "https://localhost:" + Ports.drawFree(random);
        other = "https://localhost:" + Ports.drawFree(random);
        shell = new Shell(folder, other);
        done(shell.puli("tls", "create", "localhost", "--folder", site().toString()));
        database = DatabaseProcess.make(DatabaseKind.POSTGRESQL, folder.resolve("database"), Ports.drawFree(random));
        database.start();
        config = Files.writeString(folder.resolve("puli.yaml"), """
                dispatcher:
                  tls:
                    certificate: %s
                    key: %s
                worker:
                  server: %s
                  name: w1
                  cores: 1
                  data: %s
                tls:
                  ca: %s
                """.formatted(
                        site().resolve("dispatcher.pem"),
                        site().resolve("dispatcher-key.pem"),
                        other,
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
    private Shell.Started start(List<String> settings, String... words) {
        List<String> line = new ArrayList<>(settings);
        line.add("PULI_CONFIG=" + config);
        line.add(SourceTree.ROOT.resolve("puli").toString());
        line.addAll(List.of(words));
        return shell.start(Path.of("/usr/bin/env"), line);
    }

    private Shell.Started puli(String... words) {
        Shell.Started ran = start(List.of(), words);
        ran.exit();
        return ran;
    }

    /** A database that has only begun to start makes a dispatcher end; then it is started again. */
    private void startDispatcher(String name, String address) {
        String port = address.substring(address.lastIndexOf(':') + 1);
        List<String> settings = new ArrayList<>(List.of(
                "PULI_DISPATCHER_PORT=" + port,
                "PULI_DISPATCHER_ADDRESS=" + address,
                "PULI_DISPATCHER_DATA=" + folder.resolve(name)));
        database.settings().forEach((key, value) -> settings.add(key + "=" + value));
        daemons.add(start(settings, "dispatcher", "run"));
        await().atMost(PATIENCE).until(() -> {
            Shell.Started last = daemons.getLast();
            if (!last.process().isAlive()) {
                daemons.removeLast();
                daemons.add(start(settings, "dispatcher", "run"));
            }
            return puli("dispatcher", "leader", "--server", address).exit() == 0;
        });
    }

    @AfterEach
    void stop() throws Exception {
        for (Shell.Started daemon : daemons.reversed()) {
            daemon.process().destroy();
            assertThat(daemon.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        database.kill();
    }

    private void awaitWorkerAt(String address) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done(puli("worker", "local", "status")))
                        .containsPattern("Linked to +" + address + ","));
    }

    private String submitAndFollow() throws IOException {
        Path job = Files.writeString(folder.resolve("job.yaml"), "name: j\ntasks: [{name: t, command: [echo, hi]}]\n");
        return done(puli("submit", job.toString(), "--follow"));
    }

    @Test
    void whoKnowsOneOfThemFindsTheLeaderOverTls() throws Exception {
        startDispatcher("first", leader);
        startDispatcher("second", other);
        assertThat(done(puli("farm", "show"))).contains("Dispatcher  " + leader);
        daemons.add(start(List.of(), "worker", "run"));
        awaitWorkerAt(leader);
        submitAndFollow();
        // The one that stands by has asked the leader how far it is, over TLS as well.
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("second/acknowledged.json")));
        assertThat(done(puli("dispatcher", "handover"))).contains(other);
        awaitWorkerAt(other);
        assertThat(done(puli("farm", "show", "--server", leader))).contains("Dispatcher  " + other);
        submitAndFollow();
        assertThat(done(puli("job", "list", "--output", "csv")).lines()).hasSize(3);
        Shell.Started stranger =
                start(List.of("PULI_TLS_CA=" + folder.resolve("none.pem")), "farm", "show", "--server", leader);
        assertThat(stranger.exit()).isEqualTo(3);
    }
}
