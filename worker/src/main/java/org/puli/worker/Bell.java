package org.puli.worker;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the worker's loop. Rung by every thread. */
final class Bell {
    private final Semaphore rings = new Semaphore(0);

    void ring() {
        rings.release();
    }

    /** Waits until the bell rings or the time is over; rings that came before count, many as one. */
    void await(long millis) throws InterruptedException {
        if (rings.tryAcquire(Math.max(1, millis), TimeUnit.MILLISECONDS)) {
            rings.drainPermits();
        }
    }
}
