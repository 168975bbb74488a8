package org.puli.worker.control;

/** The one place of this package that makes threads. Safe on every thread. */
final class ControlThreads {
    private ControlThreads() {}

    static Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name(name).daemon().start(work);
    }
}
