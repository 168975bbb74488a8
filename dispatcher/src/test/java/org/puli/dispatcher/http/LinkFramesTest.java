package org.puli.dispatcher.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.puli.dispatcher.RunningDispatcher;

/** Messages may come in any frames that the protocol below allows. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinkFramesTest {
    private static final String REPORT = "{\"protocol\":1,\"worker\":\"w1\",\"bootId\":\"b\",\"number\":1,"
            + "\"ordersSeen\":{\"epoch\":0,\"number\":0},\"facts\":{\"cores\":1,\"memoryBytes\":0,"
            + "\"platform\":\"\u00fc\",\"version\":\"\ud83c\udfac\"}}";

    @TempDir
    private Path folder;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<ByteBuffer> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private RunningDispatcher dispatcher;
    private WebSocket link;

    @BeforeEach
    void start() throws Exception {
        dispatcher = RunningDispatcher.inMemory(folder);
        String address = dispatcher.uri("/api/v1/workers/link").toString().replaceFirst("http", "ws");
        link = dispatcher
                .client()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Ear())
                .join();
    }

    @AfterEach
    void stop() {
        link.abort();
        dispatcher.close();
    }

    private final class Ear implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            messages.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer same) {
            byte[] bytes = new byte[same.remaining()];
            same.get(bytes);
            pongs.add(ByteBuffer.wrap(bytes));
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete(WebSocket.NORMAL_CLOSURE + 6);
        }
    }

    private String message() throws InterruptedException {
        String message = messages.poll(20, TimeUnit.SECONDS);
        assertThat(message).as("a message").isNotNull();
        return String.valueOf(message);
    }

    /** Between the frames of a message others may ask whether somebody is there. */
    @Test
    void aReportInThreeFramesIsOne() throws Exception {
        link.sendText(REPORT.substring(0, 40), false).join();
        link.sendText(REPORT.substring(40, REPORT.length() - 5), false).join();
        ByteBuffer asked = StandardCharsets.UTF_8.encode("there?");
        link.sendPing(asked.duplicate()).join();
        assertThat(pongs.poll(20, TimeUnit.SECONDS)).isEqualTo(asked);
        assertThat(messages).as("half a report says nothing").isEmpty();
        link.sendText(REPORT.substring(REPORT.length() - 5), true).join();
        assertThat(message()).contains("\"orders\":{").contains("\"refusal\":null");
    }

    @Test
    void whatCameBeforeIsNoPartOfTheNextMessage() throws Exception {
        link.sendText(REPORT, true).join();
        assertThat(message()).contains("\"refusal\":null");
        link.sendText(REPORT.substring(0, 9), false).join();
        link.sendText(REPORT.substring(9).replace("\"number\":1,", "\"number\":2,"), true)
                .join();
        link.sendText("{", true).join();
        String last = message();
        while (last.contains("\"refusal\":null")) {
            last = message();
        }
        assertThat(last).contains("not the JSON of a WorkerReport");
    }

    /** What follows a message that was too long is not taken for another one. */
    @Test
    void aMessageIsMeasuredOverAllItsFrames() throws Exception {
        String part = " ".repeat(1 << 20);
        try {
            for (int i = 0; i < 16; i++) {
                link.sendText(part, false).join();
            }
            link.sendText(" ", false).join();
            link.sendText(REPORT, true).join();
        } catch (CompletionException e) {
            assertThat(e).hasMessageContaining("closed");
        }
        assertThat(closed.get(20, TimeUnit.SECONDS)).isIn(1009, 1006);
        assertThat(messages).isEmpty();
        assertThat(dispatcher.get("/api/v1/workers").body()).contains("\"total\":0");
    }

    @Test
    void aLinkThatIsClosedIsClosedFromTheOtherSideToo() throws Exception {
        link.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }
}
