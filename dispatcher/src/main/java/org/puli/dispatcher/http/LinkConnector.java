package org.puli.dispatcher.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;

/**
 * Takes connections. What comes on a worker's link is read, and put into the inbox, by the very thread that waits for
 * all sockets: nothing of that waits for anybody, and a thread for each message, which has to be woken and has to wake
 * the first one again, would cost more than the message. Requests have threads of their own.
 */
final class LinkConnector extends ServerConnector {
    LinkConnector(Server server, ConnectionFactory... factories) {
        super(server, factories);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        EndPoint made = new EndPoint(channel, selector, key, getScheduler());
        made.setIdleTimeout(getIdleTimeout());
        return made;
    }

    private static final class EndPoint extends SocketChannelEndPoint {
        private boolean isDrained;

        EndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        /**
         * Whoever reads asks until nothing is left. What filled less than there was room for was all: to ask the kernel
         * again would be a system call for each report. What has come since is told by the selector, which looks
         * whether there is something, not whether something has come.
         */
        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            if (isDrained) {
                isDrained = false;
                return 0;
            }
            int room = BufferUtil.space(buffer);
            int filled = super.fill(buffer);
            isDrained = filled > 0 && filled < room && isLink();
            return filled;
        }

        private boolean isLink() {
            return getConnection() instanceof WebSocketConnection;
        }

        @Override
        public void fillInterested(Callback callback) {
            super.fillInterested(kept(callback));
        }

        @Override
        public boolean tryFillInterested(Callback callback) {
            return super.tryFillInterested(kept(callback));
        }

        private Callback kept(Callback callback) {
            return isLink() ? new AtOnce(callback) : callback;
        }
    }

    /** What may run on the thread that waits for all sockets. */
    private static final class AtOnce extends Callback.Nested {
        AtOnce(Callback callback) {
            super(callback);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
