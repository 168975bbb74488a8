package org.puli.worker.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.LogWanted;
import org.puli.worker.run.LogFiles;

/**
 * A log as a stream; with {@code follow} it waits for more until the attempt has ended. Reading blocks, so each
 * belongs to a virtual thread.
 */
final class LogStream extends InputStream {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final LogFiles logs;
    private final AttemptRef attempt;
    private final boolean follow;
    private final @Nullable FileChannel channel;
    private final ByteBuffer notice;
    private volatile boolean isStopped;

    private LogStream(LogFiles logs, LogWanted wanted, @Nullable FileChannel channel, String notice) {
        this.logs = logs;
        this.attempt = wanted.attempt();
        this.follow = wanted.follow();
        this.channel = channel;
        this.notice = ByteBuffer.wrap(notice.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens a log; a missing one reads as a line that says so. */
    static LogStream open(LogFiles logs, LogWanted wanted) throws IOException {
        try {
            return new LogStream(logs, wanted, logs.open(wanted.attempt(), wanted.from()), "");
        } catch (NoSuchFileException e) {
            String notice = "this worker has no log of attempt " + wanted.attempt() + " (not started, or deleted)\n";
            return new LogStream(logs, wanted, null, notice);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (notice.hasRemaining()) {
            int count = Math.min(length, notice.remaining());
            notice.get(bytes, offset, count);
            return count;
        }
        return channel == null ? -1 : readFile(channel, ByteBuffer.wrap(bytes, offset, length));
    }

    private int readFile(FileChannel file, ByteBuffer buffer) throws IOException {
        while (true) {
            // Asked before reading: what is there after a yes is all there will ever be.
            boolean isEnded = logs.isEnded(attempt);
            int count = file.read(buffer);
            if (count > 0 || isEnded || !follow || isStopped) {
                return count;
            }
            pause();
        }
    }

    /** Ends the waiting for more; from any thread. */
    void stop() {
        isStopped = true;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("following a log was interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
