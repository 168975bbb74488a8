package org.puli.dispatcher.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.WorkerOrders;
import org.puli.farm.row.RowBatch;

/**
 * What leaves together once it is durable: rows to the store, then views to whoever looks, then replies to whoever
 * asked and orders to workers. Made by the loop, consumed by the store's thread.
 *
 * @param rows null when nothing has to be stored; such a batch still waits for its turn
 */
public record Batch(
        long number, @Nullable RowBatch rows, ViewBatch views, List<Runnable> replies, List<Orders> orders) {
    /**
     * Orders for one worker.
     *
     * @param link the connection whose newest report they answer
     * @param waitingSinceNanos since when one of its slots has waited, on the loop's clock; 0 when none has
     */
    public record Orders(WorkerName worker, long link, WorkerOrders orders, long waitingSinceNanos) {}
}
