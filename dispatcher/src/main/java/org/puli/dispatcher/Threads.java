package org.puli.dispatcher;

/** The one place of this package that makes threads. Safe on every thread. */
final class Threads {
    private Threads() {}

    /** A platform thread of its own. */
    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }
}
