package org.puli.worker.run;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long an attempt runs, and what happens when that is too long. Owned by the run's thread. */
final class RunClock {
    private @Nullable Future<?> limit;
    private boolean hasBegun;
    private long startedNanos;

    boolean hasBegun() {
        return hasBegun;
    }

    /** Its first process started so long ago. */
    void begin(Duration ago) {
        hasBegun = true;
        startedNanos = System.nanoTime() - ago.toNanos();
    }

    /** Limits its whole time; 0 for no limit. */
    void limit(long limitMillis, ScheduledExecutorService timers, Runnable ending) {
        if (limitMillis > 0) {
            limit = timers.schedule(ending, limitMillis - millis(), TimeUnit.MILLISECONDS);
        }
    }

    /** How long it has run; 0 when it never began. */
    long millis() {
        return hasBegun ? (System.nanoTime() - startedNanos) / 1_000_000 : 0;
    }

    /** It has ended: nothing happens any more. */
    void end() {
        if (limit != null) {
            limit.cancel(false);
        }
    }
}
