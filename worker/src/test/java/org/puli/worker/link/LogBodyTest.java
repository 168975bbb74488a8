package org.puli.worker.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogBodyTest {
    private static String readUpTo(Socket from, String words) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = from.getInputStream();
        while (text.indexOf(words) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("it ended with: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static void copy(LogBody body, InputStream log) {
        LinkThreads.start("copy", () -> {
            try {
                body.copy(log);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void eachLineArrivesBeforeTheNextIsWritten() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LogBody body = new LogBody();
            PipedOutputStream log = new PipedOutputStream();
            InputStream read = new PipedInputStream(log);
            CompletableFuture<HttpResponse<Void>> answer = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/log"))
                                    .POST(BodyPublishers.fromPublisher(body))
                                    .build(),
                            BodyHandlers.discarding());
            copy(body, read);
            try (Socket client = server.accept()) {
                for (String line : new String[] {"one", "two", "three"}) {
                    log.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    log.flush();
                    assertThat(readUpTo(client, line + "\n")).isNotEmpty();
                }
                log.close();
                readUpTo(client, "0\r\n\r\n");
                client.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(answer.get().statusCode()).isEqualTo(204);
            }
        }
    }

    @Test
    void aBodyThatNobodyTakesEndsItsCopy() throws Exception {
        LogBody body = new LogBody();
        body.abandon();
        body.copy(InputStream.nullInputStream());
        body.copy(new java.io.ByteArrayInputStream(new byte[100_000]));
    }
}
