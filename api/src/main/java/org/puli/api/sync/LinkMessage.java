package org.puli.api.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher writes on a worker's link: orders from the ring, or wishes for logs, which do not ride on it, or
 * both. A worker carries out the wishes whatever the number of the orders is.
 *
 * @param refusal why the link is about to be closed for good; null when it is not
 */
public record LinkMessage(
        @Nullable WorkerOrders orders,
        List<LogWanted> logsWanted,
        @Nullable String refusal) {
    /** Takes a missing list as an empty one. */
    public LinkMessage {
        logsWanted = logsWanted == null ? List.of() : List.copyOf(logsWanted);
    }
}
