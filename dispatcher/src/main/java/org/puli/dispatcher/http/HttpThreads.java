package org.puli.dispatcher.http;

import java.util.concurrent.Executor;

/** The one place of this package that makes threads. */
final class HttpThreads {
    private HttpThreads() {}

    /** Each task on a virtual thread of its own. */
    static Executor virtual(String name) {
        return task -> Thread.ofVirtual().name(name).start(task);
    }
}
