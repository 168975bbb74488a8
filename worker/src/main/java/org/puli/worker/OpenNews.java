package org.puli.worker;

import org.puli.api.sync.WorkerOrders;

/**
 * What reports tell only when it is other than before: as long as no answer says that one of the reports that told it
 * was taken in, the next ones tell it again. A report may be replaced by a newer one before it leaves, or be lost with
 * its link. For one thread at a time.
 */
final class OpenNews {
    private long since;

    /** A report tells it for the first time. */
    void told(long report) {
        since = report;
    }

    /** Whether it is to be told again. */
    boolean isOpen() {
        return since > 0;
    }

    /** Orders came in; a dispatcher that does not say which report it answers is believed to have taken in all. */
    void heard(WorkerOrders orders) {
        if (orders.answers() == 0 || orders.answers() >= since) {
            since = 0;
        }
    }
}
