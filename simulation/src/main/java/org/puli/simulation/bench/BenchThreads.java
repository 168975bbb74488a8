package org.puli.simulation.bench;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one place of this package that makes threads. Safe on every thread. */
final class BenchThreads {
    private BenchThreads() {}

    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }

    /** So many threads for so many clients at once. */
    static ExecutorService clients(int count) {
        return Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon().factory());
    }
}
