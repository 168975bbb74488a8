package org.puli.worker.storage;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one place of this package that makes threads: daemon threads with names. Safe on every thread. */
final class StorageThreads {
    private StorageThreads() {}

    /** Platform threads, since they hang inside the kernel for as long as a mount is dead; none while all is quiet. */
    static ThreadPoolExecutor looks(int count) {
        return threads(count, "file-look-");
    }

    /** The same for tests of places. */
    static ThreadPoolExecutor tests(int count) {
        return threads(count, "path-test-");
    }

    private static ThreadPoolExecutor threads(int count, String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name, 1).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
