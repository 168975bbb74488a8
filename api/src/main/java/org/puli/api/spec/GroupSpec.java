package org.puli.api.spec;

import java.util.List;
import java.util.Objects;

/** Tasks and groups that are named, paused and waited for together. */
public record GroupSpec(
        String name,
        List<Dependency> after,
        boolean paused,
        TaskSettings settings,
        List<TaskSpec> tasks,
        List<GroupSpec> groups) {
    /** Copies the lists and guards against null. */
    public GroupSpec {
        Objects.requireNonNull(name, "name is null");
        after = after == null ? List.of() : List.copyOf(after);
        settings = settings == null ? TaskSettings.NONE : settings;
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
