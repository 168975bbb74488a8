package org.puli.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.worker.availability.Willingness;

/**
 * That the worker was told to end, and until when what runs may go on. Whoever asks again can only hasten it. Wants no
 * work from the first time on. Safe on every thread.
 */
final class Ending implements Willingness {
    private static final Availability AVAILABILITY =
            new Availability(Cause.ENDING, "its daemon was told to end", OfRunning.FINISH);

    private final CountDownLatch asked = new CountDownLatch(1);
    private long deadline;
    private boolean leaves;

    /** Told to end after this time at the latest. */
    synchronized void ask(Duration within) {
        long until = System.nanoTime() + within.toNanos();
        leaves = false;
        deadline = isAsked() ? Math.min(deadline - until, 0) + until : until;
        asked.countDown();
    }

    /**
     * Told to end and leave what runs to the next life of the worker; what could not go on there has this time. Whoever
     * asks for an end after that has all of it ended.
     */
    synchronized void leave(Duration within) {
        if (!isAsked()) {
            ask(within);
            leaves = true;
        }
    }

    /** Whether what runs is left to the next life of the worker. */
    synchronized boolean leaves() {
        return leaves;
    }

    /** Told by a signal: the first one leaves the usual time, one more means now. */
    void signal(Duration usual) {
        ask(isAsked() ? Duration.ZERO : usual);
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Whether what runs has had its time. */
    synchronized boolean isOver() {
        return isAsked() && System.nanoTime() - deadline >= 0;
    }

    /** Waits until somebody asks. */
    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public @Nullable Availability now() {
        return isAsked() ? AVAILABILITY : null;
    }
}
