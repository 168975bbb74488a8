package org.puli.simulation.crash;

/** The one place of this package that makes threads. Safe on every thread. */
final class CrashThreads {
    private CrashThreads() {}

    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }
}
