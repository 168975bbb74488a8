package org.puli.worker.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The one place of this package that makes threads: daemon threads with names. Safe on every thread. */
final class HealthThreads {
    private HealthThreads() {}

    /** Does something until the thread is interrupted, with a pause between. */
    static Thread repeat(String name, Duration every, Runnable work) {
        return start(name, () -> {
            while (!Thread.currentThread().isInterrupted()) {
                work.run();
                TimeUnit.NANOSECONDS.sleep(every.toNanos());
            }
        });
    }

    /** What may be interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Does something that ends when it is interrupted. */
    static Thread start(String name, Work work) {
        return Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
