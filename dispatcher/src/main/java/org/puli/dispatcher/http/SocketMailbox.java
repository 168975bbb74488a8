package org.puli.dispatcher.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.sync.LinkHello;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.WorkerOrders;
import org.puli.dispatcher.loop.LinkMailbox;

/**
 * What is to be written on one worker's link. Filling it never waits; the {@link LinkSender} empties it, one message
 * at a time. While one is on its way the newest orders wait here and replace each other.
 */
final class SocketMailbox implements LinkMailbox {
    private static final int MOST_WISHES = 1_000;
    private static final int POLICY_VIOLATION = 1008;

    /** "Service restart": whoever was served is to come again at once; the reason says where to. */
    private static final int RESTART = 1012;

    /** A frame that closes has room for so many bytes of a reason. */
    private static final int LONGEST_REASON = 123;

    private final CoreSession session;
    private final LinkSender sender;
    private @Nullable WorkerOrders orders;
    private List<LogWanted> wishes = new ArrayList<>();
    private @Nullable String refusal;
    private @Nullable LinkHello hello;
    private boolean isDue;
    private volatile long writingSinceNanos;

    SocketMailbox(CoreSession session, LinkSender sender) {
        this.session = session;
        this.sender = sender;
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

    /** Closes the link at once, whatever waits on it: another dispatcher leads. */
    void moved(String leader) {
        String reason = leader.length() > LONGEST_REASON ? "" : leader;
        session.close(RESTART, reason, Callback.NOOP);
    }

    /** Says who this dispatcher is. */
    synchronized void greet(LinkHello own) {
        hello = own;
        wake();
    }

    private void wake() {
        if (!isDue) {
            isDue = true;
            sender.due(this);
        }
    }

    private synchronized @Nullable LinkMessage take() {
        if (orders == null && wishes.isEmpty() && refusal == null && hello == null) {
            isDue = false;
            return null;
        }
        LinkMessage message = new LinkMessage(orders, wishes, refusal, hello);
        orders = null;
        hello = null;
        wishes = wishes.isEmpty() ? wishes : new ArrayList<>();
        refusal = null;
        return message;
    }

    /** Hands the next message to the socket, if there is one; called by the sender's thread, which never waits. */
    void write() {
        LinkMessage message = take();
        if (message != null) {
            writingSinceNanos = System.nanoTime();
            Frame frame = new Frame(OpCode.TEXT, ByteBuffer.wrap(Json.writeBytes(message)));
            session.sendFrame(frame, Callback.from(() -> written(message), failure -> giveUp()), false);
        }
    }

    private void written(LinkMessage message) {
        writingSinceNanos = 0;
        if (message.refusal() == null) {
            sender.due(this);
        } else {
            session.close(POLICY_VIOLATION, "refused", Callback.NOOP);
        }
    }

    /** Closes the link when a message has been on its way for longer than this. */
    void closeIfStuck(long nanos) {
        long since = writingSinceNanos;
        if (since != 0 && System.nanoTime() - since > nanos) {
            giveUp();
        }
    }

    /** Breaks the link off; its worker connects anew. */
    void giveUp() {
        writingSinceNanos = 0;
        session.abort();
    }
}
