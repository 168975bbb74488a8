package org.puli.dispatcher.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.sync.LinkHello;
import org.puli.dispatcher.RunningDispatcher;
import org.puli.dispatcher.SimLink;

/** Workers of this version, of the one before, and strangers come to a real dispatcher. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinkProtocolTest {
    private static final Path RECORDED = Path.of("../api/src/test/resources/org/puli/api/sync");

    @TempDir
    private Path folder;

    private RunningDispatcher dispatcher;

    @BeforeEach
    void start() throws Exception {
        dispatcher = RunningDispatcher.inMemory(folder);
    }

    @AfterEach
    void stop() {
        dispatcher.close();
    }

    @Test
    void theNewestCommonVersionIsChosenAndTheDispatcherSaysWhoItIsFirst() throws Exception {
        try (SimLink link = SimLink.offering(dispatcher, "w1", "puli.1", "puli.2", "puli.3")) {
            assertThat(link.chosen()).isEqualTo("puli.2");
            LinkHello hello = requireNonNull(link.message().hello());
            assertThat(hello.protocol()).isEqualTo(2);
            assertThat(dispatcher.get("/api/v1/farm").body())
                    .contains("\"farmId\":\"" + hello.farmId() + "\"", "\"version\":\"" + hello.version() + "\"");
            assertThat(link.report().message().orders()).isNotNull();
        }
    }

    @Test
    void aWorkerOfTheVersionBeforeIsServedAndHearsNothingThatIsNewToIt() throws Exception {
        try (SimLink link = SimLink.offering(dispatcher, "w1", "puli.1").report()) {
            assertThat(link.chosen()).isEqualTo("puli.1");
            assertThat(link.message()).satisfies(first -> {
                assertThat(first.hello()).isNull();
                assertThat(first.orders()).isNotNull();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void everyRecordedReportIsTaken(String version) throws Exception {
        List<String> frames = Files.readAllLines(RECORDED.resolve(version).resolve("worker.jsonl"));
        assertThat(frames).hasSizeGreaterThan(5);
        try (SimLink link = SimLink.open(dispatcher, "recorded")) {
            for (String frame : frames) {
                link.frame(frame);
                assertThat(link.message().refusal()).as(frame).isNull();
            }
            await().until(() -> dispatcher.get("/api/v1/workers/recorded").statusCode() == 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"puli.3", "puli.0", "chat"})
    void aStrangerIsRefusedInTheHandshakeAndToldWhichSideToUpgrade(String name) {
        Throwable failure =
                catchThrowable(() -> SimLink.offering(dispatcher, "w1", name).close());
        assertThat(failure.getCause()).isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> {
            assertThat(refused.getResponse().statusCode()).isEqualTo(400);
            assertThat(refused.getResponse().headers().firstValue("Puli-Refusal"))
                    .get()
                    .asString()
                    .contains("this dispatcher 1 to 2")
                    .contains("upgrade the " + (name.equals("puli.3") ? "dispatcher" : "worker"));
        });
    }

    /** What the handshake itself does not take goes the way of all requests, and is told why it is none. */
    @Test
    void aHandshakeOfAnotherKindOfWebSocketIsRefusedWithTheReason() throws Exception {
        int port = dispatcher.uri("/").getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + LinkHandshake.PATH + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 12\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).contains(" 503 ");
            assertThat(answer.lines().anyMatch(line -> line.contains("no handshake of a WebSocket of version 13")))
                    .isTrue();
        }
    }
}
