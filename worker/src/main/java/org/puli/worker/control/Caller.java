package org.puli.worker.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.api.local.LocalAnswer;
import org.puli.api.local.LocalRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody at the door: reads one line, writes one line, and is gone. Owned by the door's thread. */
final class Caller {
    /** How long one may take. */
    static final long PATIENCE_MILLIS = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

    private final SocketChannel channel;
    private final String user;
    private final Desk desk;
    private final ByteBuffer in = ByteBuffer.allocate(LocalRequest.MOST_BYTES);
    private final long since = System.nanoTime();
    private @Nullable ByteBuffer out;

    Caller(SocketChannel channel, String user, Desk desk) {
        this.channel = channel;
        this.user = user;
        this.desk = desk;
    }

    boolean isLate(long patienceMillis) {
        return System.nanoTime() - since > patienceMillis * 1_000_000;
    }

    /** Tells one who is not served why; a pipe that is new has room for so little. */
    static void turnAway(SocketChannel channel, String why) throws IOException {
        try (channel) {
            channel.write(line(LocalAnswer.refusal(why)));
        }
    }

    private static ByteBuffer line(LocalAnswer answer) {
        return ByteBuffer.wrap((Json.write(answer) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Goes on as far as it can without waiting. */
    void turn(SelectionKey key) throws IOException {
        if (out == null) {
            int count = channel.read(in);
            String line = findLine();
            if (line != null) {
                out = line(answer(line));
            } else if (!in.hasRemaining()) {
                out = line(LocalAnswer.refusal("a request has at most " + LocalRequest.MOST_BYTES + " bytes"));
            } else if (count < 0) {
                throw new IOException("it said nothing whole");
            }
        }
        ByteBuffer left = out;
        if (left != null) {
            channel.write(left);
            if (!left.hasRemaining()) {
                channel.close();
            } else {
                key.interestOps(SelectionKey.OP_WRITE);
            }
        }
    }

    private @Nullable String findLine() {
        for (int i = 0; i < in.position(); i++) {
            if (in.get(i) == '\n') {
                return new String(in.array(), 0, i, StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    private LocalAnswer answer(String line) {
        LocalRequest request;
        try {
            request = Json.read(line, LocalRequest.class);
        } catch (IllegalArgumentException e) {
            return LocalAnswer.refusal("that is no request: " + e.getMessage());
        }
        if (request.protocol() != LocalRequest.PROTOCOL) {
            return LocalAnswer.refusal("this worker speaks version " + LocalRequest.PROTOCOL
                    + " of the local protocol, not " + request.protocol() + ": use the same release for both");
        }
        if (request.verb() == null) {
            return LocalAnswer.refusal("this worker does not know that verb");
        }
        try {
            return desk.answer(request, user);
        } catch (RuntimeException e) {
            LOG.error("A local request failed", e);
            return LocalAnswer.refusal("the worker failed at it; its log says more");
        }
    }
}
