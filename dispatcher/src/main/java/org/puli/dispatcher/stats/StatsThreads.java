package org.puli.dispatcher.stats;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one place of this package that makes threads. */
final class StatsThreads {
    private StatsThreads() {}

    static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }
}
