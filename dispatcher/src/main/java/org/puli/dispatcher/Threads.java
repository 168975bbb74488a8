package org.puli.dispatcher;

/** The one place of this package that makes threads. Safe on every thread. */
final class Threads {
    private Threads() {}

    /** A platform thread of its own. */
    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }

    /** Something to be done when the process is told to end. */
    static void atExit(String name, Runnable work) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name(name).unstarted(work));
    }
}
