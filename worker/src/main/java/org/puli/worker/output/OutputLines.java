package org.puli.worker.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Reads a log line by line into its meaning. Of a line the first 4,096 bytes are looked at; bytes of any kind do no
 * harm. The worker's own lines do not count: they repeat the command line. Where a program writes faster than patterns
 * can be held against its lines, and more than 4 MB wait, only the words of the Open Job Description and our own are
 * looked for, so that progress is never told late. For one thread at a time.
 */
public final class OutputLines {
    static final int MOST_BEHIND = 4 << 20;

    private static final int WINDOW_BYTES = 64 * 1024;
    private static final int LONGEST_LINE = 4_096;
    private static final byte[] OWN = "# puli ".getBytes(StandardCharsets.US_ASCII);

    private final Path log;
    private final OutputMeaning meaning;
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;
    private long position;
    private boolean isBehind;

    /** Begins after what the log already holds. */
    public OutputLines(Path log, OutputMeaning meaning, long position) {
        this.log = log;
        this.meaning = meaning;
        this.position = position;
    }

    /** Leaves out what stands before this place and was not read yet. */
    public void skipTo(long place) {
        if (position < place) {
            position = place;
            length = 0;
        }
    }

    /** Reads what is new, for about so long at most. */
    public void read(long nanos) {
        long end = System.nanoTime() + nanos;
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long waiting = channel.size() - position;
            ByteBuffer window = ByteBuffer.allocate(Math.clamp(waiting, 0, WINDOW_BYTES));
            while (waiting > 0 && System.nanoTime() < end) {
                isBehind = waiting > MOST_BEHIND;
                int count = channel.read(window.clear(), position);
                if (count <= 0) {
                    return;
                }
                position += take(window.array(), count, end);
                waiting = channel.size() - position;
            }
        } catch (IOException tryAgainLater) {
            return;
        }
    }

    /** Reads the rest: the program has ended, so that what stands after the last line break is a line too. */
    public void readLast(long nanos) {
        read(nanos);
        endLine();
    }

    /** Takes bytes until the time is over; says how many. */
    private int take(byte[] bytes, int count, long end) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                add(bytes, from, i);
                from = i + 1;
                if (endLine() && System.nanoTime() >= end) {
                    return from;
                }
            }
        }
        add(bytes, from, count);
        return count;
    }

    private void add(byte[] bytes, int from, int to) {
        int taken = Math.min(to - from, LONGEST_LINE - length);
        System.arraycopy(bytes, from, line, length, taken);
        length += taken;
    }

    /** Says whether the line was looked at more closely, which takes time. */
    private boolean endLine() {
        int end = length;
        length = 0;
        if (begins(end, OpenJdLine.START)) {
            meaning.openJd(new String(line, 0, end, StandardCharsets.UTF_8));
            return true;
        }
        if (begins(end, PuliLine.START)) {
            meaning.own(new String(line, 0, end, StandardCharsets.UTF_8));
            return true;
        }
        if (end == 0 || isBehind || !meaning.hasPatterns() || begins(end, OWN)) {
            return false;
        }
        meaning.line(new String(line, 0, end, StandardCharsets.UTF_8));
        return true;
    }

    private boolean begins(int end, byte[] start) {
        return end >= start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
    }
}
