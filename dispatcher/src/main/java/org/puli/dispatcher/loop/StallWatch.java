package org.puli.dispatcher.loop;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a commit takes so long that people should know. The loop says when it begins, the store's thread when it
 * has ended; may be asked on any thread.
 */
final class StallWatch {
    /** An ordinary commit takes milliseconds, one of a million jobs some seconds. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private static final long NONE = Long.MIN_VALUE;

    private final Clocks clocks;
    private final AtomicLong since = new AtomicLong(NONE);

    StallWatch(Clocks clocks) {
        this.clocks = clocks;
    }

    void begins() {
        since.set(clocks.monoNanos());
    }

    void ends() {
        since.set(NONE);
    }

    /** What is to be said of it; null while there is nothing. */
    @Nullable
    String problem() {
        long began = since.get();
        long nanos = began == NONE ? 0 : clocks.monoNanos() - began;
        return nanos < PATIENCE_NANOS
                ? null
                : "the database has not answered for " + nanos / 1_000_000_000L + " s; it is waited for";
    }
}
