package org.puli.dispatcher.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.WorkerOrders;
import org.puli.dispatcher.loop.LinkMailbox;

/**
 * What is to be written on one worker's link. Filling it never waits; a virtual thread empties it while there is
 * something. A link that takes nothing for ten seconds is closed.
 */
final class SocketMailbox implements LinkMailbox {
    private static final Executor WRITERS = HttpThreads.virtual("link-writer");
    private static final long PATIENCE_SECONDS = 10;
    private static final int MOST_WISHES = 1_000;
    private static final int POLICY_VIOLATION = 1008;

    private final Session session;
    private @Nullable WorkerOrders orders;
    private List<LogWanted> wishes = new ArrayList<>();
    private @Nullable String refusal;
    private boolean isWriting;

    SocketMailbox(Session session) {
        this.session = session;
    }

    @Override
    public synchronized void orders(WorkerOrders newest) {
        orders = newest;
        wake();
    }

    @Override
    public synchronized void logWanted(LogWanted wanted) {
        if (wishes.size() < MOST_WISHES) {
            wishes.add(wanted);
        }
        wake();
    }

    @Override
    public synchronized void refuse(String reason) {
        refusal = reason;
        wake();
    }

    private void wake() {
        if (!isWriting) {
            isWriting = true;
            WRITERS.execute(this::write);
        }
    }

    private synchronized @Nullable LinkMessage take() {
        if (orders == null && wishes.isEmpty() && refusal == null) {
            isWriting = false;
            return null;
        }
        LinkMessage message = new LinkMessage(orders, wishes, refusal);
        orders = null;
        wishes = new ArrayList<>();
        refusal = null;
        return message;
    }

    private void write() {
        for (LinkMessage message = take(); message != null; message = take()) {
            if (!send(Json.write(message))) {
                session.disconnect();
                return;
            }
            if (message.refusal() != null) {
                session.close(POLICY_VIOLATION, "refused", Callback.NOOP);
                return;
            }
        }
    }

    private boolean send(String text) {
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        session.sendText(text, Callback.from(() -> sent.complete(true), sent::completeExceptionally));
        try {
            return sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
