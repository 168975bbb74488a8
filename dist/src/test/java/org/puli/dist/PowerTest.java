package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;

/** A machine that switches itself off and is woken by a packet; the programs are real, the machine is the test. */
class PowerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ADDRESS = "02:70:75:6c:69:01";

    @TempDir
    private Path folder;

    private final Map<String, Program> workers = new HashMap<>();
    private DatagramSocket network;
    private Program dispatcher;
    private Shell shell;
    private int port;

    @BeforeEach
    void startFarm() throws Exception {
        network = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        network.setSoTimeout((int) PATIENCE.toMillis());
        port = Ports.drawFree(new Random());
        dispatcher = Program.dispatcher(
                port,
                folder.resolve("farm"),
                Map.of(
                        "HOME",
                        folder.toString(),
                        "PULI_DISPATCHER_LOST_AFTER",
                        "3s",
                        "PULI_DISPATCHER_HEARTBEAT",
                        "1s",
                        "PULI_DISPATCHER_WAKE_TARGET",
                        "127.0.0.1:" + network.getLocalPort()));
        dispatcher.start();
        shell = new Shell(folder, "http://127.0.0.1:" + port);
        Ports.awaitListening(dispatcher, port, PATIENCE);
    }

    @AfterEach
    void stopFarm() throws InterruptedException {
        workers.values().forEach(Program::close);
        dispatcher.stop();
        network.close();
    }

    private void start(String name, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("HOME", folder.toString());
        Program worker = Program.worker(port, name, 1, folder.resolve(name), all);
        worker.start();
        workers.put(name, worker);
    }

    private void boot() throws IOException {
        start(
                "sleeper",
                Map.of(
                        "PULI_WORKER_POWER_IDLE_AFTER",
                        "1s",
                        "PULI_WORKER_POWER_COMMAND",
                        "touch " + folder.resolve("off"),
                        "PULI_WORKER_POWER_ADDRESSES",
                        ADDRESS));
    }

    private String done(String... words) {
        Shell.Started ran = shell.puli(words);
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        return ran.out();
    }

    private void awaitShown(String worker, String status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done("worker", "show", worker)).contains(status));
    }

    @Test
    void aMachineThatIsOffIsNotLostAndIsWokenForWork() throws Exception {
        boot();
        start("awake", Map.of());
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("off")));
        awaitShown("awake", "IDLE");
        workers.get("sleeper").kill();
        workers.get("awake").kill();
        // Who only fell silent is lost; by then the other one has been silent for as long.
        awaitShown("awake", "LOST");
        assertThat(done("worker", "show", "sleeper")).contains("ASLEEP");
        Path job = Files.writeString(folder.resolve("night.yaml"), """
                name: night
                tasks:
                  - name: quick
                    command: ["true"]
                """);
        done("submit", job.toString());
        byte[] packet = received();
        String address = ADDRESS.replace(":", "");
        assertThat(HexFormat.of().formatHex(packet)).isEqualTo("f".repeat(12) + address.repeat(16));
        boot();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(done("job", "list", "--output", "json"))
                        .containsPattern("\"status\"\\s*:\\s*\"DONE\""));
    }

    private byte[] received() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        network.receive(packet);
        byte[] bytes = new byte[packet.getLength()];
        System.arraycopy(packet.getData(), 0, bytes, 0, bytes.length);
        return bytes;
    }
}
