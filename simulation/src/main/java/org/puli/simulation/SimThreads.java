package org.puli.simulation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one place of this package that makes threads: each of them runs whole seeds, one after the other. */
final class SimThreads {
    private SimThreads() {}

    static ExecutorService pool(int count) {
        return Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("seeds-", 1).daemon().factory());
    }
}
