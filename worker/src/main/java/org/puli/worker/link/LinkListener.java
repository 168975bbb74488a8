package org.puli.worker.link;

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
}
