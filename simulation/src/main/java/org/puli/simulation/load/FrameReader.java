package org.puli.simulation.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.puli.simulation.load.Frames.Frame;

/** What arrived on one link and was not yet taken: the answer to the handshake, then frames. For the load thread. */
final class FrameReader {
    private static final int FIRST_SIZE = 2_048;
    private static final String END_OF_ANSWER = "\r\n\r\n";

    private byte[] held = new byte[FIRST_SIZE];
    private int count;
    private @Nullable ByteArrayOutputStream parts;

    /** Takes in what was read from the socket. */
    void add(ByteBuffer read) {
        int needed = count + read.remaining();
        if (needed > held.length) {
            held = Arrays.copyOf(held, Math.max(needed, 2 * held.length));
        }
        int length = read.remaining();
        read.get(held, count, length);
        count += length;
    }

    /** The answer to the handshake; null when it is not all there. */
    @Nullable
    String takeAnswer() {
        String text = new String(held, 0, count, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_ANSWER);
        if (end < 0) {
            return null;
        }
        drop(end + END_OF_ANSWER.length());
        return text.substring(0, end);
    }

    /** The next message or control frame, put together from its parts; null when it is not all there. */
    @Nullable
    Frame take() {
        for (long length = Frames.length(held, count); length > 0 && length <= count; ) {
            Frame frame = Frames.first(held);
            drop((int) length);
            Frame whole = whole(frame);
            if (whole != null) {
                return whole;
            }
            length = Frames.length(held, count);
        }
        return null;
    }

    private @Nullable Frame whole(Frame frame) {
        boolean isControl = frame.opcode() >= Frames.CLOSE;
        ByteArrayOutputStream before = parts;
        if (isControl || (before == null && frame.isLast())) {
            return frame;
        }
        ByteArrayOutputStream message = before == null ? new ByteArrayOutputStream() : before;
        message.writeBytes(frame.payload());
        parts = frame.isLast() ? null : message;
        return frame.isLast() ? new Frame(Frames.TEXT, true, message.toByteArray()) : null;
    }

    private void drop(int length) {
        count -= length;
        System.arraycopy(held, length, held, 0, count);
    }
}
