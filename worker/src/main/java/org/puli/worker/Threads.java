package org.puli.worker;

/** The one place of this package that makes threads. Safe on every thread. */
public final class Threads {
    private Threads() {}

    /** A platform thread of the daemon's own, for work that never ends. */
    public static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }

    /** A virtual thread for something short that waits on sockets or files. */
    public static Thread startVirtual(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(work);
    }
}
