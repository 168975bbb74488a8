package org.puli.farm.change;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.NumberRange;
import org.puli.api.TaskId;
import org.puli.api.view.Status;

/**
 * A part of a task's commands.
 *
 * @param status only commands that are shown so; null for all
 * @param places only commands at these places, from 0; empty for all
 */
public record Part(TaskId task, @Nullable Status status, List<NumberRange> places) {
    /** Copies the list. */
    public Part {
        places = List.copyOf(places);
    }

    /** All of a task. */
    public static Part all(TaskId task) {
        return new Part(task, null, List.of());
    }
}
