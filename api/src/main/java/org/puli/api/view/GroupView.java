package org.puli.api.view;

import java.util.List;
import org.puli.api.TaskId;
import org.puli.api.spec.Dependency;

/**
 * A group of a job; it is numbered together with the tasks.
 *
 * @param paused whether it is held back itself, whatever its job and the groups around it are
 * @param group names of the groups around it, outermost first
 */
public record GroupView(
        TaskId id,
        String name,
        Status status,
        boolean paused,
        Counts counts,
        List<String> group,
        List<Dependency> after) {}
