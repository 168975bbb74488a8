package org.puli.api.view;

import java.util.List;
import org.puli.api.WorkerName;

/**
 * Workers that were told to test what they see of the storage.
 *
 * @param workers in the order of their names; those are missing that are lost, or have nothing to test
 */
public record PathRound(List<WorkerName> workers) {
    /** Copies the list. */
    public PathRound {
        workers = workers == null ? List.of() : List.copyOf(workers);
    }
}
