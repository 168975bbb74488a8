package org.puli.worker.run;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one place of this package that makes threads: daemon threads with names. Safe on every thread. */
final class RunThreads {
    private static final int TIMER_COUNT = 2;

    private RunThreads() {}

    /** A platform thread, since it is to wait inside the kernel. */
    static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    /** The timers: two, so that a slow look at logs on a network disk delays no timeout. */
    static ScheduledThreadPoolExecutor timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
                TIMER_COUNT, Thread.ofPlatform().daemon().name("run-timer-", 1).factory());
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }
}
