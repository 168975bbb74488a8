package org.puli.dispatcher.loop;

import org.puli.api.sync.LogWanted;
import org.puli.api.sync.WorkerOrders;

/** One connection to a worker, seen from the ring. No method blocks; the newest orders replace unsent ones. */
public interface LinkMailbox {
    /** Puts orders that are to be written. */
    void orders(WorkerOrders orders);

    /** Asks for a log; wishes are all kept. */
    void logWanted(LogWanted wanted);

    /** Says why and closes the link. */
    void refuse(String reason);
}
