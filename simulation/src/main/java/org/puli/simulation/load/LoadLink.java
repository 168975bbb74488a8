package org.puli.simulation.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.puli.simulation.load.Frames.Frame;

/** One simulated worker's connection; it never waits. Owned by the load thread. */
final class LoadLink {
    private static final long QUIET_NANOS = 12_000_000_000L;

    private final InetSocketAddress server;
    private final Listener listener;
    private final Queue<ByteBuffer> unsent = new ArrayDeque<>();
    private FrameReader reader = new FrameReader();
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private boolean isOpen;
    private long heardAt;
    private long pingedAt;

    /** Whoever uses the connection. */
    interface Listener {
        /** The connection is there. */
        void opened();

        /** A message arrived. */
        void received(String text);

        /** The connection is gone, or was not to be had. */
        void closed(String reason);
    }

    LoadLink(InetSocketAddress server, Listener listener) {
        this.server = server;
        this.listener = listener;
    }

    /** Starts to connect. */
    void connect(Selector selector) {
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            reader = new FrameReader();
            unsent.clear();
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.connect(server);
            key = opened.register(selector, SelectionKey.OP_CONNECT, this);
        } catch (IOException e) {
            abandon();
            listener.closed(String.valueOf(e.getMessage()));
        }
    }

    /** Does what the socket is ready for. */
    void ready(ByteBuffer buffer) {
        SelectionKey ready = key;
        SocketChannel open = channel;
        if (ready == null || open == null || !ready.isValid()) {
            return;
        }
        try {
            if (ready.isConnectable() && open.finishConnect()) {
                ready.interestOps(SelectionKey.OP_READ);
                write(Frames.handshake(server.getHostString() + ":" + server.getPort()));
            }
            if (ready.isValid() && ready.isWritable()) {
                flush();
            }
            if (ready.isValid() && ready.isReadable()) {
                read(open, buffer);
            }
        } catch (IOException e) {
            close(String.valueOf(e.getMessage()));
        }
    }

    private void read(SocketChannel open, ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = open.read(buffer);
        if (count < 0) {
            close("the dispatcher closed the connection");
            return;
        }
        reader.add(buffer.flip());
        if (!isOpen && !hasOpened()) {
            return;
        }
        for (Frame frame = reader.take(); frame != null && isOpen; frame = reader.take()) {
            take(frame);
        }
    }

    private boolean hasOpened() {
        String answer = reader.takeAnswer();
        if (answer == null) {
            return false;
        }
        if (!answer.startsWith("HTTP/1.1 101")) {
            close("the dispatcher answered " + answer.lines().findFirst().orElse("nothing"));
            return false;
        }
        isOpen = true;
        listener.opened();
        return isOpen;
    }

    private void take(Frame frame) {
        heardAt = System.nanoTime();
        switch (frame.opcode()) {
            case Frames.TEXT -> listener.received(new String(frame.payload(), StandardCharsets.UTF_8));
            case Frames.PING -> send(Frames.frame(Frames.PONG, frame.payload()));
            case Frames.PONG -> {
                // That it came is all it says.
            }
            case Frames.CLOSE -> close("the dispatcher closed the link");
            default -> close("the dispatcher sent a frame of kind " + frame.opcode());
        }
    }

    /** Pings as real workers do, where nothing was heard for long. */
    void pingIfQuiet(long now) {
        if (isOpen && now - heardAt > QUIET_NANOS && now - pingedAt > QUIET_NANOS) {
            pingedAt = now;
            send(Frames.frame(Frames.PING, new byte[0]));
        }
    }

    /** Sends a text; says whether there is a connection. */
    boolean send(byte[] text) {
        return isOpen && send(Frames.frame(Frames.TEXT, text));
    }

    private boolean send(ByteBuffer frame) {
        try {
            write(frame);
            return true;
        } catch (IOException e) {
            close(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void write(ByteBuffer frame) throws IOException {
        unsent.add(frame);
        flush();
    }

    private void flush() throws IOException {
        SocketChannel open = channel;
        SelectionKey ready = key;
        if (open == null || ready == null) {
            return;
        }
        for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
            open.write(next);
            if (next.hasRemaining()) {
                ready.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            unsent.remove();
        }
        if (ready.interestOps() != SelectionKey.OP_READ) {
            ready.interestOps(SelectionKey.OP_READ);
        }
    }

    /** Gives the connection up and says so. */
    void close(String reason) {
        if (channel != null) {
            abandon();
            listener.closed(reason);
        }
    }

    /** Gives the connection up for good. */
    void abandon() {
        SocketChannel open = channel;
        channel = null;
        key = null;
        isOpen = false;
        unsent.clear();
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            // Nothing of it is wanted any more, so it does not matter how it went.
            reader = new FrameReader();
        }
    }
}
