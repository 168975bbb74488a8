package org.puli.worker.output;

import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The one place of this package that makes threads: daemon threads with names. Safe on every thread. */
final class OutputThreads {
    private OutputThreads() {}

    /** A thread of its own for looks at a file, which may stand on a disk that does not answer. */
    static ScheduledThreadPoolExecutor patterns() {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("patterns").factory());
    }
}
