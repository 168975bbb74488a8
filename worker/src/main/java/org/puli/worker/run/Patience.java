package org.puli.worker.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for dying processes, which tell nobody: asks often at first, then ever less often. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long WARN_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final long limitNanos;
    private final String stubborn;

    private Patience(long limitNanos, String stubborn) {
        this.limitNanos = limitNanos;
        this.stubborn = stubborn;
    }

    static Patience upTo(Duration limit) {
        return new Patience(limit.toNanos(), "");
    }

    /** Goes on for ever, and says so in the log now and then. */
    static Patience endless(String stubborn) {
        return new Patience(Long.MAX_VALUE, stubborn);
    }

    /** Asks until the answer is yes; false when the time ran out before. */
    boolean until(BooleanSupplier done) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_NANOS;
        long warnAt = WARN_NANOS;
        while (!done.getAsBoolean()) {
            long waited = System.nanoTime() - start;
            if (waited >= limitNanos) {
                return false;
            }
            if (waited > warnAt && !stubborn.isEmpty()) {
                LOG.warn("{} does not end, not even by SIGKILL, since {} s", stubborn, waited / 1_000_000_000);
                warnAt *= 2;
            }
            LockSupport.parkNanos(Math.min(pause, limitNanos - waited));
            pause = Math.min(2 * pause, LAST_PAUSE_NANOS);
        }
        return true;
    }
}
