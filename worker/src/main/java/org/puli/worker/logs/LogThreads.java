package org.puli.worker.logs;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one place of this package that makes threads: daemon threads with names. Safe on every thread. */
final class LogThreads {
    private LogThreads() {}

    /** A platform thread, since it waits for disks. */
    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().daemon().name(name).start(work);
    }

    /** Platform threads, since they hang inside the kernel for as long as a mount is dead; none while all is quiet. */
    static ThreadPoolExecutor openers(int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("log-open-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
