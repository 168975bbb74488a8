package org.puli.dispatcher.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the one thread that waits for something to do. Rung by every thread. Open to be extended, since in the
 * simulation there is no thread to wake and a ring schedules a turn instead.
 */
public class Bell {
    private static final long SHORTEST_WAIT_NANOS = 1_000_000;

    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile @Nullable Thread waiter;

    /** Wakes the waiter, now or as soon as it waits. */
    public void ring() {
        if (!rung.getAndSet(true)) {
            LockSupport.unpark(waiter);
        }
    }

    /** Waits until the bell rings or the time is over; rings that came before count. */
    public void await(long nanos) {
        waiter = Thread.currentThread();
        // A park of less than a millisecond mostly burns the core it was meant to free.
        if (!rung.get() && nanos > 0) {
            LockSupport.parkNanos(this, Math.max(nanos, SHORTEST_WAIT_NANOS));
        }
        rung.set(false);
    }
}
