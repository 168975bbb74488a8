package org.puli.simulation.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The client's half of the WebSocket protocol (RFC 6455), as much of it as a worker's link needs. The library's client
 * costs several times as much processor time per message, which a dispatcher under test on the same machine would miss.
 * Stateless.
 */
final class Frames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int MOST_HEADER = 14;

    private Frames() {}

    /** One frame as it came. */
    static final class Frame {
        private final int opcode;
        private final boolean isLast;
        private final byte[] payload;

        Frame(int opcode, boolean isLast, byte[] payload) {
            this.opcode = opcode;
            this.isLast = isLast;
            this.payload = payload;
        }

        int opcode() {
            return opcode;
        }

        boolean isLast() {
            return isLast;
        }

        byte[] payload() {
            return payload;
        }
    }

    /** The request that turns a connection into a link. */
    static ByteBuffer handshake(String authority) {
        String request = "GET /api/v1/workers/link HTTP/1.1\r\nHost: " + authority
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: c2ltdWxhdGVkLXdvcmtlcg==\r\n\r\n";
        return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * A frame from the client. Masks protect proxies from pages in browsers; between two programs of one machine the
     * mask of zeros, which leaves the payload as it is, does as well.
     */
    static ByteBuffer frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + MOST_HEADER);
        frame.put((byte) (LAST | opcode));
        if (payload.length < SHORT_LENGTH) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (MASKED | SHORT_LENGTH)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | LONG_LENGTH)).putLong(payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }

    /** How many bytes the frame at the start of these takes; 0 when that cannot be told yet. */
    static long length(byte[] bytes, int count) {
        if (count < 2) {
            return 0;
        }
        int header = header(bytes);
        return count < header ? 0 : header + payload(bytes);
    }

    private static int header(byte[] bytes) {
        return switch (bytes[1] & 0x7F) {
            case SHORT_LENGTH -> 4;
            case LONG_LENGTH -> 10;
            default -> 2;
        };
    }

    private static long payload(byte[] bytes) {
        int length = bytes[1] & 0x7F;
        return switch (length) {
            case SHORT_LENGTH -> ByteBuffer.wrap(bytes).getShort(2) & 0xFFFF;
            case LONG_LENGTH -> ByteBuffer.wrap(bytes).getLong(2);
            default -> length;
        };
    }

    /** The frame at the start of these bytes, all of which is there. */
    static Frame first(byte[] bytes) {
        int header = header(bytes);
        byte[] payload = new byte[(int) payload(bytes)];
        System.arraycopy(bytes, header, payload, 0, payload.length);
        return new Frame(bytes[0] & 0x0F, (bytes[0] & LAST) != 0, payload);
    }
}
