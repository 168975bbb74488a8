package org.puli.farm.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.view.PathTrial;

/**
 * Tell what the path rules make of values on a worker, and of those of a command.
 *
 * @param values any texts, as they would stand in a command
 * @param command null for none
 */
public record TryPaths(
        WorkerName worker, List<String> values, @Nullable CommandId command) implements Request<PathTrial> {
    /** The most values at once. */
    public static final int MOST_VALUES = 1_000;

    /** The longest value, in characters. */
    public static final int LONGEST_VALUE = 4_096;

    /** Copies the list. */
    public TryPaths {
        values = List.copyOf(values);
    }
}
