package org.puli.worker.link;

import java.util.concurrent.Executor;

/** The one place of this package that makes threads. Safe on every thread. */
final class LinkThreads {
    private LinkThreads() {}

    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }

    static Thread startVirtual(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(work);
    }

    /** Each task on a virtual thread of its own. */
    static Executor virtual(String name) {
        return task -> startVirtual(name, task);
    }
}
