package org.puli.worker.run;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Holds each line of a program's output against a pattern until one matches. Of a line the first 4,096 bytes are looked
 * at; bytes of any kind do no harm, and neither does any pattern, whose time grows with the line alone. The worker's
 * own lines do not count: they repeat the command line. For one thread at a time.
 */
final class LicenseReader {
    /** Of what is left when the program has ended, so much at most is looked at, or the end would have to wait. */
    static final int LAST_BYTES = 4 << 20;

    private static final int WINDOW_BYTES = 64 * 1024;
    private static final int LONGEST_LINE = 4_096;
    private static final byte[] OWN = "# puli ".getBytes(StandardCharsets.US_ASCII);

    private final Path log;
    private final Pattern pattern;
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private long position;
    private boolean hasMatched;

    /** Begins after what the log already holds. */
    LicenseReader(Path log, Pattern pattern, long position) {
        this.log = log;
        this.pattern = pattern;
        this.position = position;
    }

    /** Whether a line has matched. */
    boolean hasMatched() {
        return hasMatched;
    }

    /** Leaves out what stands before this place and was not read yet. */
    void skipTo(long place) {
        if (position < place) {
            position = place;
            length = 0;
        }
    }

    /** Reads what is new, for about so long at most. */
    void read(long nanos) {
        long end = System.nanoTime() + nanos;
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
            while (!hasMatched && System.nanoTime() < end) {
                int count = channel.read(window.clear(), position);
                if (count <= 0) {
                    return;
                }
                position += take(window.array(), count, end);
            }
        } catch (IOException tryAgainLater) {
            return;
        }
    }

    /** Reads the rest: the program has ended, so that what stands after the last line break is a line too. */
    void readLast(long nanos) {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long from = channel.size() - LAST_BYTES;
            length = from > position ? 0 : length;
            position = Math.max(position, from);
        } catch (IOException gone) {
            return;
        }
        read(nanos);
        endLine();
    }

    /** Takes bytes until one of the lines matches or the time is over; says how many. */
    private int take(byte[] bytes, int count, long end) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                endLine();
                if (hasMatched || System.nanoTime() >= end) {
                    return i + 1;
                }
            } else if (length < LONGEST_LINE) {
                line[length++] = bytes[i];
            }
        }
        return count;
    }

    private void endLine() {
        boolean isOwn = length >= OWN.length && Arrays.equals(line, 0, OWN.length, OWN, 0, OWN.length);
        if (length > 0 && !isOwn && !hasMatched) {
            String text = new String(line, 0, length, StandardCharsets.UTF_8);
            hasMatched = pattern.matcher(text).find();
        }
        length = 0;
    }
}
