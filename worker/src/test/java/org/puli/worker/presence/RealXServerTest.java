package org.puli.worker.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.OfRunning;

/** A real X server without a screen, its own idle time, and keys that are pressed; where these are installed. */
class RealXServerTest {
    @TempDir
    Path folder;

    private @Nullable Process server;
    private String display = "";

    @BeforeEach
    void startAServer() throws IOException {
        for (String program : List.of("Xvfb", "xprintidle", "xdotool")) {
            assumeThat(Path.of("/usr/bin", program))
                    .as("%s is not installed: presence is not tested with an X server here", program)
                    .exists();
        }
        server = new ProcessBuilder("Xvfb", "-displayfd", "1", "-noreset", "-nolisten", "tcp")
                .redirectError(folder.resolve("xvfb").toFile())
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        String number = said.readLine();
        assertThat(number).as(Files.readString(folder.resolve("xvfb"))).matches("\\d+");
        display = ":" + number;
    }

    @AfterEach
    void endTheServer() throws InterruptedException {
        if (server != null) {
            server.destroy();
            server.waitFor();
        }
    }

    /** The program, asking this test's server whatever the environment says. */
    private XIdle idle() throws IOException {
        Path script = folder.resolve("idle");
        Files.writeString(script, "#!/bin/sh\nDISPLAY=" + display + " exec xprintidle\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new XIdle(script.toString());
    }

    private void press(String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().put("DISPLAY", display);
        assertThat(builder.start().waitFor()).isZero();
    }

    @Test
    void whoTouchesKeyboardOrMouseIsPresentAndGoneAfterAWhile() throws Exception {
        UserPresence presence = new UserPresence(
                List.of(idle()), Duration.ofSeconds(1), OfRunning.FINISH, () -> System.nanoTime() / 1_000_000);
        await("nobody touches anything").until(() -> presence.now() == null);
        await("a key is pressed").until(() -> {
            press("xdotool", "key", "a");
            return presence.now() != null;
        });
        await("and nothing more").until(() -> presence.now() == null);
        await("the mouse is moved").until(() -> {
            press("xdotool", "mousemove_relative", "3", "3");
            Availability now = presence.now();
            return now != null && now.reason().equals("somebody uses keyboard or mouse");
        });
    }

    @Test
    void aServerThatIsGoneSaysNothingOfWhoIsThere() throws Exception {
        XIdle idle = idle();
        UserPresence presence = new UserPresence(
                List.of(idle), Duration.ofHours(1), OfRunning.KILL, () -> System.nanoTime() / 1_000_000);
        assertThat(presence.now()).isNotNull();
        endTheServer();
        UserPresence other = new UserPresence(
                List.of(idle), Duration.ofHours(1), OfRunning.KILL, () -> System.nanoTime() / 1_000_000);
        assertThat(other.now()).isNull();
    }
}
