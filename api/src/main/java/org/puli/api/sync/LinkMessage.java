package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher writes on a worker's link: orders from the ring, or wishes for logs, which do not ride on it, or
 * both. A worker carries out the wishes whatever the number of the orders is.
 *
 * @param refusal why the link is about to be closed for good; null when it is not
 * @param hello who the dispatcher is, on the first message of a link whose version knows of it; else null
 */
public record LinkMessage(
        @Nullable WorkerOrders orders,
        List<LogWanted> logsWanted,
        @Nullable String refusal,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LinkHello hello) {
    /** Takes a missing list as an empty one. */
    public LinkMessage {
        logsWanted = logsWanted == null ? List.of() : List.copyOf(logsWanted);
    }

    /** A message after the first. */
    public LinkMessage(@Nullable WorkerOrders orders, List<LogWanted> logsWanted, @Nullable String refusal) {
        this(orders, logsWanted, refusal, null);
    }
}
