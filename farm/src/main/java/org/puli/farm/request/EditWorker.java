package org.puli.farm.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/**
 * Change what a worker offers, which tags a person gave it, and which of its pools come first.
 *
 * @param cores what it is to offer instead of its machine's cores; 0 for those, null for no change
 * @param memoryBytes what it is to offer instead of its machine's memory; 0 for that, null for no change
 * @param addTags tags that it gets
 * @param removeTags tags that it loses
 * @param poolOrder the pools that it is to serve before others, the first one first; empty for no order, null for no
 *     change
 */
public record EditWorker(
        WorkerName worker,
        @Nullable Integer cores,
        @Nullable Long memoryBytes,
        List<String> addTags,
        List<String> removeTags,
        @Nullable List<PoolName> poolOrder)
        implements Request<WorkerView> {
    /** The most tags that a person may give one worker. */
    public static final int MOST_TAGS = 64;

    /** The most pools that an order may name. */
    public static final int MOST_ORDERED = 64;

    /** An edit that leaves the order of its pools as it is. */
    public EditWorker(
            WorkerName worker,
            @Nullable Integer cores,
            @Nullable Long memoryBytes,
            List<String> addTags,
            List<String> removeTags) {
        this(worker, cores, memoryBytes, addTags, removeTags, null);
    }

    /** Copies the lists. */
    public EditWorker {
        addTags = List.copyOf(addTags);
        removeTags = List.copyOf(removeTags);
        poolOrder = poolOrder == null ? null : List.copyOf(poolOrder);
    }
}
