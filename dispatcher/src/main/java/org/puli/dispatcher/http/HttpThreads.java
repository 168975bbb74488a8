package org.puli.dispatcher.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The one place of this package that makes threads. */
final class HttpThreads {
    private HttpThreads() {}

    /** A platform thread of the server's own, for work that never ends. */
    static void start(String name, Runnable work) {
        Thread.ofPlatform().name(name).daemon().start(work);
    }

    /**
     * The server's own threads: platform ones that wait for sockets and read workers' links, and a virtual one for each
     * request.
     */
    static QueuedThreadPool server() {
        QueuedThreadPool pool = new QueuedThreadPool();
        pool.setName("http");
        pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return pool;
    }

    /** A virtual thread for each of the parts into which one request falls. */
    static ExecutorService parts() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }
}
