package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkConnectorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private Javalin server;

    @BeforeEach
    void start() {
        server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.threadPool = HttpThreads.server();
            config.routes.ws(
                    "/link",
                    socket -> socket.onMessage(context -> {
                        readers.add(Thread.currentThread());
                        lengths.add(context.message().length());
                    }));
            config.routes.get("/slow", context -> {
                readers.add(Thread.currentThread());
                gate.await();
            });
            config.jetty.addConnector((jetty, http) -> new LinkConnector(jetty, new HttpConnectionFactory(http)));
        });
        server.start();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        client.close();
        server.stop();
    }

    private URI address(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.port() + path);
    }

    private Thread reader() throws InterruptedException {
        Thread reader = readers.poll(20, TimeUnit.SECONDS);
        assertThat(reader).as("something is read").isNotNull();
        return reader;
    }

    @Test
    void linksAreReadByOneThreadAndRequestsHaveTheirOwn() throws Exception {
        var slow = client.sendAsync(
                HttpRequest.newBuilder(address("http", "/slow")).build(), BodyHandlers.discarding());
        assertThat(reader().isVirtual()).as("a request may wait").isTrue();
        WebSocket link = client.newWebSocketBuilder()
                .buildAsync(address("ws", "/link"), new WebSocket.Listener() {})
                .join();
        // The first ones may still be read by the thread of the handshake.
        await().atMost(PATIENCE).until(() -> {
            link.sendText("report", true).join();
            return !reader().isVirtual();
        });
        assertThat(slow).as("it waits all the time").isNotDone();
        gate.countDown();
        assertThat(slow.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        link.abort();
    }

    /** What is read fills the buffer exactly now and then, and then there may be more in the socket or not. */
    @Test
    void reportsOfAllLengthsAreReadOneByOneAndInCrowds() throws Exception {
        WebSocket link = client.newWebSocketBuilder()
                .buildAsync(address("ws", "/link"), new WebSocket.Listener() {})
                .join();
        for (int length = 4_080; length < 4_100; length++) {
            link.sendText("x".repeat(length), true).join();
            assertThat(lengths.poll(20, TimeUnit.SECONDS)).isEqualTo(length);
        }
        for (int length = 1; length < 9_000; length += 61) {
            link.sendText("x".repeat(length), true).join();
        }
        for (int length = 1; length < 9_000; length += 61) {
            assertThat(lengths.poll(20, TimeUnit.SECONDS)).isEqualTo(length);
        }
        link.abort();
    }
}
