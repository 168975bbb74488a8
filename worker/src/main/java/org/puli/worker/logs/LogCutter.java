package org.puli.worker.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts the middle out of one log while its program writes to it: the first half of the limit stays for ever, and of
 * what follows the newest. The space between is given back to the disk, and the file keeps its places, so that nobody
 * who writes to or reads from it has to know. Safe on every thread.
 */
final class LogCutter {
    private static final Logger LOG = LoggerFactory.getLogger(LogCutter.class);
    private static final int MOST_LINE = 64 << 10;

    private final Path file;
    private final long limit;
    private volatile Cut cut = Cut.NONE;
    private boolean cannot;

    LogCutter(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** What is left out by now; said before it is done. */
    Cut now() {
        return cut;
    }

    /** Cuts the log if it has grown too long. */
    synchronized void look() throws IOException {
        if (limit == 0 || cannot) {
            return;
        }
        try {
            long size = Files.size(file);
            if (cut.sizeOf(size) > limit) {
                cut(size);
            }
        } catch (NoSuchFileException notYetOrGone) {
            return;
        }
    }

    private void cut(long size) throws IOException {
        if (!Holes.arePossible(file)) {
            cannot = true;
            LOG.warn(
                    "the disk of {} takes no holes, so the log is cut when its command has ended and may be longer"
                            + " until then; put worker.data on ext4, XFS, Btrfs or tmpfs",
                    file);
            return;
        }
        Cut next = next(size);
        boolean isNoted = tryNote(next);
        // From here on readers keep away from what is about to vanish.
        cut = next;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(CutNotice.bytes(next)), next.start());
        }
        Holes.punch(file, next.resume(), next.end());
        if (!isNoted) {
            CutRecord.write(file, next);
        }
    }

    /** A full disk is no reason to let the log grow. */
    private boolean tryNote(Cut next) {
        try {
            CutRecord.write(file, next);
            return true;
        } catch (IOException e) {
            LOG.warn("cannot note what is cut out of {}", file, e);
            return false;
        }
    }

    /** What is to be left out of a file of this length. */
    Cut next(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long start = cut.isNone() ? start(channel) : cut.start();
            long resume = cut.isNone() ? start + CutNotice.length(isLineStart(channel, start)) : cut.resume();
            // A quarter is left free, or each new line would be a cut of its own.
            long end = size - (limit - resume) * 3 / 4;
            return new Cut(start, resume, lineAfter(channel, end));
        }
    }

    private int window() {
        return (int) Math.min(MOST_LINE, limit / 16);
    }

    private long start(FileChannel channel) throws IOException {
        long half = limit / 2;
        byte[] bytes = read(channel, half - window());
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return half - window() + i + 1;
            }
        }
        return half;
    }

    private long lineAfter(FileChannel channel, long from) throws IOException {
        byte[] bytes = read(channel, from);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return from + i + 1;
            }
        }
        return from;
    }

    private byte[] read(FileChannel channel, long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(window());
        int count = Math.max(0, channel.read(buffer, from));
        byte[] bytes = new byte[count];
        buffer.flip().get(bytes);
        return bytes;
    }

    private static boolean isLineStart(FileChannel channel, long place) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        return channel.read(one, place - 1) == 1 && one.get(0) == '\n';
    }
}
