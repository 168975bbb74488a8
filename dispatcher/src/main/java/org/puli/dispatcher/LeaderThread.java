package org.puli.dispatcher;

import java.util.concurrent.locks.LockSupport;
import org.puli.dispatcher.lead.Leadership;
import org.puli.dispatcher.loop.Bell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a leadership its thread, and ends its term in the polite way. */
final class LeaderThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderThread.class);
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long LAST_PATIENCE_NANOS = 1_000_000_000L;
    private static final long LOOK_NANOS = 10_000_000;

    private final Leadership leadership;
    private final Bell bell;
    private final Thread thread;
    private volatile boolean isStopping;

    LeaderThread(Leadership leadership, Bell bell) {
        this.leadership = leadership;
        this.bell = bell;
        this.thread = Threads.start("leader", this::run);
    }

    private void run() {
        try {
            while (!isStopping) {
                bell.await(leadership.turn());
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The dispatcher met a fault in itself and ends", e);
            Runtime.getRuntime().halt(1);
        }
    }

    /** Stops the thread, then stores what is in hand, for some seconds if need be. */
    @Override
    public void close() {
        isStopping = true;
        bell.ring();
        try {
            thread.join(PATIENCE_NANOS / 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long started = System.nanoTime();
        while (!leadership.isClosed(System.nanoTime() - started < PATIENCE_NANOS)
                && System.nanoTime() - started < PATIENCE_NANOS + LAST_PATIENCE_NANOS) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
