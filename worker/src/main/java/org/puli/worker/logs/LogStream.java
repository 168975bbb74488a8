package org.puli.worker.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/**
 * A part of a log as a stream, perhaps one that waits for more until the attempt has ended. Where bytes were cut out
 * that it had not read yet, it has a line that says so. Reading blocks, so each belongs to a thread of its own.
 */
public final class LogStream extends InputStream {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final LogView view;
    private final Part part;
    private Cut seen;
    private long place;
    private ByteBuffer notice = ByteBuffer.allocate(0);
    private volatile boolean isStopped;

    /** What ends a stream. */
    enum End {
        /** The end of the log as it was when the stream was opened. */
        PRESENT,
        /** The end of the log, when the attempt has ended. */
        OF_ATTEMPT,
        /** A number of bytes that somebody counts on. */
        AS_PROMISED
    }

    /** The places of a stream in the file. */
    record Part(long from, long to, End end) {}

    LogStream(LogView view, Cut seen, Part part) {
        this.view = view;
        this.seen = seen;
        this.part = part;
        this.place = part.from();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (length > 0) {
            if (notice.hasRemaining()) {
                int count = Math.min(length, notice.remaining());
                notice.get(bytes, offset, count);
                return count;
            }
            // Asked before reading: what is there after a yes is all there will ever be.
            boolean isEnded = view.isEnded();
            int count = tryRead(ByteBuffer.wrap(bytes, offset, length));
            if (count > 0) {
                return count;
            }
            if (count < 0 && (isEnded || isStopped || part.end() != End.OF_ATTEMPT)) {
                return -1;
            }
            if (count < 0) {
                pause();
            }
        }
        return 0;
    }

    /** Says 0 when the log was cut meanwhile, and -1 at its end. */
    private int tryRead(ByteBuffer into) throws IOException {
        Cut cut = view.cut();
        if (!cut.equals(seen)) {
            take(cut);
            return 0;
        }
        if (!cut.isNone() && place >= cut.resume() && place < cut.end()) {
            place = cut.end();
        }
        long most = Math.min(part.to(), place < cut.resume() ? cut.resume() : Long.MAX_VALUE) - place;
        if (most <= 0) {
            return -1;
        }
        into.limit(into.position() + (int) Math.min(into.remaining(), most));
        int count = view.read(into, place);
        if (!view.cut().equals(cut)) {
            // What was read may be of what vanished.
            return 0;
        }
        place += Math.max(0, count);
        return count == 0 ? -1 : count;
    }

    /** Takes in that something more was cut out. */
    private void take(Cut cut) throws IOException {
        boolean isFirst = seen.isNone();
        long lostFrom = isFirst ? cut.start() : seen.resume();
        seen = cut;
        if (part.end() == End.AS_PROMISED && part.to() > lostFrom && place < cut.end()) {
            throw new IOException("the log was cut while this part of it was read");
        }
        if (place > lostFrom && place < cut.end()) {
            notice = ByteBuffer.wrap(CutNotice.bytes(place, cut.end()));
            place = cut.end();
        }
    }

    /** Ends the waiting for more; from any thread. */
    public void stop() {
        isStopped = true;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("following a log was interrupted");
        }
    }
}
