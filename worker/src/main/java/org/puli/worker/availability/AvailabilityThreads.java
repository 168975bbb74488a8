package org.puli.worker.availability;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The one place of this package that makes threads: daemon threads with names. Safe on every thread. */
final class AvailabilityThreads {
    private AvailabilityThreads() {}

    /** Does something for ever, with a pause between; says whether it was done once before the patience was over. */
    static boolean repeat(String name, Duration every, Runnable work, Duration patience) {
        CountDownLatch once = new CountDownLatch(1);
        Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                while (true) {
                    work.run();
                    once.countDown();
                    TimeUnit.NANOSECONDS.sleep(every.toNanos());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return once.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
