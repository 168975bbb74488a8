package org.puli.simulation.load;

/** The one place of this package that makes threads. Safe on every thread. */
final class LoadThreads {
    private LoadThreads() {}

    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }
}
