package org.puli.dispatcher.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * Puts the frames of one socket together to messages, and answers those that only ask whether somebody is there. Its
 * calls come one after the other.
 */
final class TextFrames {
    private final int longest;
    private final Consumer<byte[]> text;
    private final Runnable other;
    private ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
    private boolean isTooLong;

    /**
     * Frames of messages that are not longer than this, in bytes.
     *
     * @param text takes the UTF-8 of each message
     * @param other is told of a message that is no text
     */
    TextFrames(int longest, Consumer<byte[]> text, Runnable other) {
        this.longest = longest;
        this.text = text;
        this.other = other;
    }

    /** Takes the next frame; after a message that was too long none is listened to. */
    void take(Frame frame, CoreSession session) {
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> data(frame, session);
            case OpCode.BINARY -> other.run();
            case OpCode.PING -> {
                ByteBuffer same = ByteBuffer.wrap(bytes(frame));
                session.sendFrame(new Frame(OpCode.PONG).setPayload(same), Callback.NOOP, false);
            }
            default -> {
                // A pong says nothing more than that it came; a close is answered by the socket itself.
            }
        }
    }

    private void data(Frame frame, CoreSession session) {
        if (isTooLong) {
            return;
        }
        byte[] payload = bytes(frame);
        if (parts.size() + payload.length > longest) {
            isTooLong = true;
            parts = new ByteArrayOutputStream(0);
            session.close(CloseStatus.MESSAGE_TOO_LARGE, "a message has at most " + longest + " bytes", Callback.NOOP);
        } else if (frame.isFin() && parts.size() == 0) {
            text.accept(payload);
        } else {
            add(payload, frame.isFin());
        }
    }

    private static byte[] bytes(Frame frame) {
        ByteBuffer payload = frame.getPayload();
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }

    private void add(byte[] payload, boolean isLast) {
        parts.writeBytes(payload);
        if (isLast) {
            byte[] whole = parts.toByteArray();
            parts = new ByteArrayOutputStream(0);
            text.accept(whole);
        }
    }
}
