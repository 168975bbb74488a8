package org.puli.dispatcher.http;

/** The one place of this package that makes threads. */
final class HttpThreads {
    private HttpThreads() {}

    /** A platform thread of the server's own, for work that never ends. */
    static void start(String name, Runnable work) {
        Thread.ofPlatform().name(name).daemon().start(work);
    }
}
