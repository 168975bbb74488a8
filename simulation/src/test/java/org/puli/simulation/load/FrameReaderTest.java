package org.puli.simulation.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final FrameReader reader = new FrameReader();

    /** A frame as a server sends it: without a mask. */
    private static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMessageIsTakenWhenItsLastByteIsThere() {
        for (int length : new int[] {0, 5, 125, 126, 70_000}) {
            byte[] payload = text("x".repeat(length));
            byte[] frame = frame(0x81, payload);
            for (int i = 0; i < frame.length - 1; i += Math.max(1, frame.length / 7)) {
                int end = Math.min(frame.length - 1, i + Math.max(1, frame.length / 7));
                reader.add(ByteBuffer.wrap(frame, i, end - i));
                assertThat(reader.take()).isNull();
            }
            reader.add(ByteBuffer.wrap(frame, frame.length - 1, 1));
            assertThat(reader.take())
                    .isNotNull()
                    .satisfies(taken -> assertThat(taken.payload()).isEqualTo(payload));
        }
    }

    @Test
    void partsAreOneMessageThoughAPingComesBetweenThem() {
        reader.add(ByteBuffer.wrap(frame(0x01, text("ab"))));
        reader.add(ByteBuffer.wrap(frame(0x89, text("?"))));
        reader.add(ByteBuffer.wrap(frame(0x80, text("cd"))));
        assertThat(reader.take())
                .isNotNull()
                .satisfies(ping -> assertThat(ping.opcode()).isEqualTo(Frames.PING));
        assertThat(reader.take())
                .isNotNull()
                .satisfies(whole -> assertThat(whole.payload()).isEqualTo(text("abcd")));
        assertThat(reader.take()).isNull();
    }

    @Test
    void framesThatFollowTheHandshakeInOneReadAreKept() {
        byte[] frame = frame(0x81, text("hello"));
        byte[] answer = text("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
        reader.add(ByteBuffer.allocate(answer.length + frame.length)
                .put(answer)
                .put(frame)
                .flip());
        assertThat(reader.takeAnswer()).startsWith("HTTP/1.1 101");
        assertThat(reader.take())
                .isNotNull()
                .satisfies(taken -> assertThat(taken.payload()).isEqualTo(text("hello")));
    }
}
