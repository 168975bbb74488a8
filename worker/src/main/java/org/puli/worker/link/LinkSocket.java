package org.puli.worker.link;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.ProtocolRange;
import org.puli.api.sync.WorkerReport;

/**
 * One open connection to a dispatcher: reports out, messages in. A report that was not yet written is replaced by a
 * newer one. Safe on every thread; messages are handed on by the connection's own threads.
 */
final class LinkSocket {
    /** The longest message that is taken from a dispatcher, in characters. */
    private static final int LONGEST_MESSAGE = 16 << 20;

    /** A dispatcher closes a link with this when another one leads. */
    private static final int RESTART = 1012;

    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final Consumer<LinkMessage> receiver;
    private @Nullable WebSocket socket;
    private @Nullable WorkerReport unsent;
    private boolean isWriting;
    private volatile @Nullable String leader;
    private volatile long heardNanos = System.nanoTime();

    private LinkSocket(Consumer<LinkMessage> receiver) {
        this.receiver = receiver;
    }

    /**
     * Connects.
     *
     * @param server the dispatcher's base address
     * @param token the worker token; null when none is needed
     * @param patience how long connection, TLS and handshake may take together
     * @throws LinkRefused when it says no, or is not to be trusted
     * @throws IOException when there is no connection to be had, with the reason
     */
    static LinkSocket open(
            HttpClient client, URI server, @Nullable String token, Duration patience, Consumer<LinkMessage> receiver)
            throws IOException, InterruptedException {
        LinkSocket link = new LinkSocket(receiver);
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(patience);
        List<String> versions = ProtocolRange.SPOKEN.names();
        builder.subprotocols(
                versions.getFirst(), versions.subList(1, versions.size()).toArray(String[]::new));
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        URI address = URI.create(scheme + "://" + server.getAuthority() + "/api/v1/workers/link");
        try {
            WebSocket socket = builder.buildAsync(address, link.new Reader()).get();
            link.use(socket);
            return link;
        } catch (ExecutionException e) {
            throw LinkFailures.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private synchronized void use(WebSocket opened) {
        socket = opened;
        pump();
    }

    /** The version of the worker protocol that was agreed on. */
    int protocol() {
        WebSocket open = socket();
        return ProtocolRange.version(open == null ? "" : open.getSubprotocol()).orElse(ProtocolRange.SPOKEN.oldest());
    }

    /** For how long nothing was heard, whatever it be. */
    long quietNanos() {
        return System.nanoTime() - heardNanos;
    }

    /** Asks the other end whether it is there; one ping that is still on its way is enough. */
    void ping() {
        WebSocket open = socket();
        if (open != null) {
            var _ = open.sendPing(ByteBuffer.allocate(0));
        }
    }

    /** Where the dispatcher said that the leader is when it closed the link; null when it said nothing of the kind. */
    @Nullable
    String findLeader() {
        return leader;
    }

    /** Completes with the reason when the connection is gone. */
    public CompletableFuture<String> closed() {
        return closed;
    }

    /** Hands over a report. */
    public synchronized void send(WorkerReport report) {
        unsent = report;
        pump();
    }

    /** Breaks the connection off. */
    public void abort(String reason) {
        WebSocket open = socket();
        if (open != null) {
            open.abort();
        }
        closed.complete(reason);
    }

    private synchronized @Nullable WebSocket socket() {
        return socket;
    }

    /** Writes the newest report, one at a time, as the protocol of the library demands. */
    private synchronized void pump() {
        WebSocket open = socket;
        WorkerReport report = unsent;
        if (open == null || report == null || isWriting) {
            return;
        }
        unsent = null;
        isWriting = true;
        var _ = open.sendText(Json.write(report.inProtocol(protocol())), true)
                .whenComplete((done, failure) -> written(failure));
    }

    private void written(@Nullable Throwable failure) {
        synchronized (this) {
            isWriting = false;
        }
        if (failure == null) {
            pump();
        } else {
            abort("writing failed: " + failure.getMessage());
        }
    }

    /** Puts frames together and hands messages on. */
    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            heardNanos = System.nanoTime();
            text.append(part);
            if (text.length() > LONGEST_MESSAGE) {
                abort("the dispatcher sent a message of more than " + LONGEST_MESSAGE + " characters");
            } else if (isLast) {
                receive();
            }
            from.request(1);
            return null;
        }

        private void receive() {
            String whole = text.toString();
            text.setLength(0);
            try {
                receiver.accept(Json.read(whole, LinkMessage.class));
            } catch (IllegalArgumentException e) {
                abort("the dispatcher sent what is not a message: " + e.getMessage());
            }
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean isLast) {
            abort("the dispatcher sent bytes where text was expected");
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            return heard(from);
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            return heard(from);
        }

        private @Nullable CompletionStage<?> heard(WebSocket from) {
            heardNanos = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            leader = status == RESTART ? reason : null;
            closed.complete("closed by the dispatcher (" + status + (reason.isEmpty() ? "" : ", " + reason) + ")");
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete("the connection broke: " + error.getMessage());
        }
    }
}
