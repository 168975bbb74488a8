package org.puli.api.spec;

import java.util.List;
import java.util.Objects;

/**
 * Tasks and groups that are named, paused and waited for together.
 *
 * @param precedence where it stands among its siblings
 * @param strategy in which order it serves its children
 */
public record GroupSpec(
        String name,
        List<Dependency> after,
        boolean paused,
        TaskSettings settings,
        List<TaskSpec> tasks,
        List<GroupSpec> groups,
        Precedence precedence,
        Strategy strategy) {
    /** The same that waits for other things. */
    public GroupSpec withAfter(List<Dependency> others) {
        return new GroupSpec(name, others, paused, settings, tasks, groups, precedence, strategy);
    }

    /** The same with other settings. */
    public GroupSpec withSettings(TaskSettings others) {
        return new GroupSpec(name, after, paused, others, tasks, groups, precedence, strategy);
    }

    /** The same at another place among its siblings, serving its own children otherwise. */
    public GroupSpec withOrder(Precedence otherPlace, Strategy otherStrategy) {
        return new GroupSpec(name, after, paused, settings, tasks, groups, otherPlace, otherStrategy);
    }

    /** The same with other tasks and groups. */
    public GroupSpec withTree(List<TaskSpec> otherTasks, List<GroupSpec> otherGroups) {
        return new GroupSpec(name, after, paused, settings, otherTasks, otherGroups, precedence, strategy);
    }

    /** Copies the lists and guards against null. */
    public GroupSpec {
        Objects.requireNonNull(name, "name is null");
        after = after == null ? List.of() : List.copyOf(after);
        settings = settings == null ? TaskSettings.NONE : settings;
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        groups = groups == null ? List.of() : List.copyOf(groups);
        precedence = precedence == null ? Precedence.DEFAULT : precedence;
        strategy = strategy == null ? Strategy.FIFO : strategy;
    }
}
