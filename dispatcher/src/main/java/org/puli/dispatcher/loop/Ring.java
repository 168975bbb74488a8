package org.puli.dispatcher.loop;

import java.util.concurrent.CompletableFuture;
import org.puli.api.sync.WorkerReport;
import org.puli.farm.request.Request;

/** The way into the ring, for every thread. */
public interface Ring {
    /**
     * Asks for something. The future completes when whatever the answer rests on is stored, or fails with
     * {@link Refused}; it fails at once with {@link Busy} when too much waits already.
     */
    <R> CompletableFuture<R> ask(Request<R> request);

    /** Hands in a worker's report; it replaces one of the same worker that still waits. */
    void report(WorkerReport report, long link);

    /** Hands in a report that says what the one before said: it is taken when the loop turns anyway. */
    void repeat(WorkerReport report, long link);
}
