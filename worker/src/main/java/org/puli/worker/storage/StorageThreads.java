package org.puli.worker.storage;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one place of this package that makes threads: daemon threads with names. Safe on every thread. */
final class StorageThreads {
    private StorageThreads() {}

    /** Platform threads, since they hang inside the kernel for as long as a mount is dead; none while all is quiet. */
    static ThreadPoolExecutor looks(int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("file-look-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
