package org.puli.worker.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one place of this package that makes threads: daemon threads with names. Safe on every thread. */
final class HostThreads {
    private static final long IDLE_SECONDS = 30;

    private HostThreads() {}

    /**
     * Does something until the thread is interrupted, with a pause between; returns once it was done the first time, or
     * the patience is over.
     */
    static Thread repeat(String name, Duration every, Runnable work, Duration patience) {
        CountDownLatch once = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().name(name).daemon().start(() -> {
            try {
                while (!Thread.interrupted()) {
                    work.run();
                    once.countDown();
                    TimeUnit.NANOSECONDS.sleep(every.toNanos());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await(once, patience);
        return thread;
    }

    private static void await(CountDownLatch once, Duration patience) {
        try {
            // Whether it came in time or not: who starts goes on with what is known by then.
            boolean ignored = once.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Platform threads, since they hang inside the kernel for as long as a mount is dead; none while all is quiet. */
    static ThreadPoolExecutor looks(int most) {
        return new ThreadPoolExecutor(
                0,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("disk-look-", 1).factory());
    }
}
