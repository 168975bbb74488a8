package org.puli.farm.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/**
 * Change what a worker offers and which tags a person gave it.
 *
 * @param cores what it is to offer instead of its machine's cores; 0 for those, null for no change
 * @param memoryBytes what it is to offer instead of its machine's memory; 0 for that, null for no change
 * @param addTags tags that it gets
 * @param removeTags tags that it loses
 */
public record EditWorker(
        WorkerName worker,
        @Nullable Integer cores,
        @Nullable Long memoryBytes,
        List<String> addTags,
        List<String> removeTags)
        implements Request<WorkerView> {
    /** The most tags that a person may give one worker. */
    public static final int MOST_TAGS = 64;

    /** Copies the lists. */
    public EditWorker {
        addTags = List.copyOf(addTags);
        removeTags = List.copyOf(removeTags);
    }
}
