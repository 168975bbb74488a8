package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.PathChange;
import org.puli.api.spec.Platform;

/**
 * What the path rules make of values on a worker.
 *
 * @param platform of what kind the worker is; null when it is none that rules know, so that nothing is changed
 * @param values each value that was asked for, and each one of the command, in the order in which they stand there
 * @param remark what else there is to know; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathTrial(
        WorkerName worker,
        @Nullable Platform platform,
        List<PathChange> values,
        @Nullable String remark) {
    /** Copies the list. */
    public PathTrial {
        values = values == null ? List.of() : List.copyOf(values);
    }
}
