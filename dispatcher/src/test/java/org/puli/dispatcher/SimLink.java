package org.puli.dispatcher;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.json.Json;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;

/** A worker's end of a link, driven by the test: writes any frame, keeps every message. */
public final class SimLink implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final BlockingQueue<LinkMessage> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private final String worker;
    private long number;

    private SimLink(RunningDispatcher dispatcher, String worker, List<String> versions, String... headers) {
        this.worker = worker;
        WebSocket.Builder builder = dispatcher.client().newWebSocketBuilder();
        if (!versions.isEmpty()) {
            List<String> rest = versions.subList(1, versions.size());
            builder.subprotocols(versions.getFirst(), rest.toArray(String[]::new));
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        String address = dispatcher.uri("/api/v1/workers/link").toString().replaceFirst("http", "ws");
        socket = builder.buildAsync(java.net.URI.create(address), this).join();
    }

    /** Opens a link; a handshake that is refused fails with its answer. */
    public static SimLink open(RunningDispatcher dispatcher, String worker, String... headers) {
        return new SimLink(dispatcher, worker, List.of(), headers);
    }

    /** The same, offering versions of the protocol by their names. */
    public static SimLink offering(RunningDispatcher dispatcher, String worker, String... versions) {
        return new SimLink(dispatcher, worker, List.of(versions));
    }

    /** The name of the version that the dispatcher chose; empty for none. */
    public String chosen() {
        return socket.getSubprotocol();
    }

    /** Sends a frame right after one that is refused; a link that is closed by then takes nothing more. */
    public SimLink frameAfterRefusal(String text) {
        try {
            return frame(text);
        } catch (CompletionException closed) {
            return this;
        }
    }

    /** Sends whatever text. */
    public SimLink frame(String frame) {
        socket.sendText(frame, true).join();
        return this;
    }

    /** Sends the beginning or the middle of a text. */
    public SimLink part(String part) {
        socket.sendText(part, false).join();
        return this;
    }

    /** Asks whether somebody is there; gives back with what that is answered. */
    public String ping(String text) throws InterruptedException {
        socket.sendPing(StandardCharsets.UTF_8.encode(text)).join();
        return String.valueOf(pongs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Closes the link in order. */
    public SimLink leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        return this;
    }

    public SimLink bytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    /** Sends a sound report. */
    public SimLink report(OrdersNumber seen, List<RunState> running, List<EndedRun> ended) {
        WorkerFacts facts = new WorkerFacts(1, 1L << 30, "test", "1");
        return frame(Json.write(new WorkerReport(
                WorkerReport.PROTOCOL,
                new WorkerName(worker),
                "boot-" + worker,
                ++number,
                null,
                seen,
                facts,
                running,
                ended,
                List.of(),
                null,
                null,
                null)));
    }

    public SimLink report() {
        return report(OrdersNumber.NONE, List.of(), List.of());
    }

    /** The next message. */
    public LinkMessage message() throws InterruptedException {
        LinkMessage message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }

    /** The next orders that name something to run. */
    public RunOrder order() throws InterruptedException {
        while (true) {
            WorkerOrders orders = message().orders();
            if (orders != null && !orders.run().isEmpty()) {
                return orders.run().getFirst();
            }
        }
    }

    /** The words of the refusal, after which the link has to be closed. */
    public String refusal() throws Exception {
        String words = null;
        while (words == null) {
            words = message().refusal();
        }
        closeCode();
        return words;
    }

    /** The code with which the dispatcher closes the link. */
    public int closeCode() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public static RunState running(RunOrder order) {
        return new RunState(order.attempt(), order.leaseId(), RunState.Phase.RUNNING, 1, 0.5);
    }

    public static EndedRun done(RunOrder order) {
        return new EndedRun(
                order.attempt(), order.leaseId(), EndedRun.Outcome.DONE, 0, null, null, 1, 2, 3, 4, null, 0, 0);
    }

    /** The fields of an attempt as they stand in a frame. */
    public static Map<String, Object> ref(AttemptRef attempt) {
        return Map.of("command", attempt.command().value(), "attempt", attempt.attempt());
    }

    public List<LinkMessage> drained() {
        List<LinkMessage> all = new ArrayList<>();
        messages.drainTo(all);
        return all;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
        text.append(part);
        if (isLast) {
            messages.add(Json.read(text.toString(), LinkMessage.class));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer same) {
        pongs.add(StandardCharsets.UTF_8.decode(same).toString());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
