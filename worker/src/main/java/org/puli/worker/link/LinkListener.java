package org.puli.worker.link;

import org.jspecify.annotations.Nullable;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.WorkerOrders;

/** What a link tells; called from its own threads. */
public interface LinkListener {
    /** A connection is there; the dispatcher knows nothing of this worker until the next report. */
    void opened();

    /** Orders arrived. */
    void orders(WorkerOrders orders);

    /** Somebody wants to read a log. */
    void logWanted(LogWanted wanted);

    /** The farm that the worker belongs to; null before it met one. Asked from the link's threads. */
    default @Nullable String findFarm() {
        return null;
    }
}
