package org.puli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a newcomer does. */
class DemoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private Shell.@Nullable Started started;

    /** A test that failed leaves no farm behind; the demo ends what it started. */
    @AfterEach
    void end() {
        if (started != null) {
            started.process().destroy();
            started.exit();
        }
    }

    private Shell.Started demo(String... options) {
        String[] line = Stream.concat(
                        Stream.of("demo", "--data", folder.resolve("demo").toString()), Stream.of(options))
                .toArray(String[]::new);
        Shell.Started demo = new Shell(folder, "").start(line);
        started = demo;
        return demo;
    }

    @Test
    void itRendersRealFramesAndLeavesNothingBehind() throws IOException {
        Shell.Started demo = demo("--exit", "--frames", "1-3", "--port", "0");
        assertThat(demo.exit()).as(demo.out() + demo.err()).isZero();
        Path pictures = folder.resolve("demo/turntable-1/out");
        for (String name : new String[] {"0001.png", "0002.png", "0003.png", "contact-sheet.png", "turntable.gif"}) {
            assertThat(ImageIO.read(pictures.resolve(name).toFile())).as(name).isNotNull();
        }
        assertThat(demo.out()).contains(pictures.resolve("contact-sheet.png").toString());
        assertThat(Processes.naming(folder)).isEmpty();
    }

    @Test
    void anInterruptionWhileItRendersLeavesNoProcess() throws IOException, InterruptedException {
        Shell.Started demo = demo("--port", "0", "--frames", "1-500");
        Path picture = folder.resolve("demo/turntable-1/out/0001.png");
        await().atMost(PATIENCE).until(() -> Files.exists(picture));
        assertThat(new ProcessBuilder(
                                "kill", "-INT", Long.toString(demo.process().pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(demo.exit()).as(demo.out() + demo.err()).isEqualTo(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Processes.naming(folder)).isEmpty());
    }

    @Test
    void aTakenPortIsSaidBeforeAnythingIsStarted() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Shell.Started demo = demo("--exit", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(demo.exit()).isEqualTo(1);
            assertThat(demo.err())
                    .contains("port " + taken.getLocalPort())
                    .contains("taken")
                    .contains("--port");
            assertThat(Files.exists(folder.resolve("demo/dispatcher"))).isFalse();
        }
    }

    @Test
    void framesThatMakeNoSenseAreRefusedBeforeAnythingIsStarted() {
        Shell.Started demo = demo("--exit", "--port", "0", "--frames", "5-1");
        assertThat(demo.exit()).isEqualTo(2);
        assertThat(demo.err()).contains("'5-1' ends before it starts");
    }
}
