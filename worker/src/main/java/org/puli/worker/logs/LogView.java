package org.puli.worker.logs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One log, open for reading: its bytes as they were written, but for what was cut out. Several streams may read it,
 * each on a thread of its own; the caller closes it when all are through.
 */
public final class LogView implements Closeable {
    private final FileChannel channel;
    private final Supplier<Cut> cuts;
    private final BooleanSupplier ended;

    LogView(FileChannel channel, Supplier<Cut> cuts, BooleanSupplier ended) {
        this.channel = channel;
        this.cuts = cuts;
        this.ended = ended;
    }

    /**
     * Whether the log will not grow any more. Ask before you read: what was read up to the end after a yes is all there
     * is.
     */
    public boolean isEnded() {
        return ended.getAsBoolean();
    }

    /** How many bytes a reader finds now. */
    public long size() throws IOException {
        return cut().sizeOf(channel.size());
    }

    /**
     * The log from some byte on to its present end.
     *
     * @param from the first byte, from 0; that many before the end when negative
     */
    public LogStream read(long from) throws IOException {
        Cut cut = cut();
        return new LogStream(this, cut, new LogStream.Part(place(cut, from), channel.size(), LogStream.End.PRESENT));
    }

    /** The same, going on until the attempt has ended. */
    public LogStream follow(long from) throws IOException {
        Cut cut = cut();
        return new LogStream(this, cut, new LogStream.Part(place(cut, from), Long.MAX_VALUE, LogStream.End.OF_ATTEMPT));
    }

    /**
     * Exactly these bytes. Should they be cut out while they are read, reading fails.
     *
     * @param from the first byte, from 0 and less than {@link #size}
     * @param to the one after the last
     */
    public LogStream readPart(long from, long to) {
        Cut cut = cut();
        return new LogStream(
                this, cut, new LogStream.Part(cut.placeOf(from), cut.placeOf(to), LogStream.End.AS_PROMISED));
    }

    private long place(Cut cut, long from) throws IOException {
        return cut.placeOf(from >= 0 ? from : Math.max(0, cut.sizeOf(channel.size()) + from));
    }

    Cut cut() {
        return cuts.get();
    }

    int read(ByteBuffer into, long place) throws IOException {
        return channel.read(into, place);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
