package org.puli.dispatcher.store;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one place of this package that makes threads. */
final class StoreThreads {
    private StoreThreads() {}

    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }

    static ExecutorService single(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }
}
