package org.puli.api.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one place of this package that makes threads. */
final class ClientThreads {
    private ClientThreads() {}

    /** Each task on a virtual thread of its own. */
    static ExecutorService virtual() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("farm-client-", 0).factory());
    }
}
