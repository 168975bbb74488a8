package org.puli.api.spec;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.puli.api.PoolName;

/**
 * One submission as it was asked for. Checks belong to where it enters ({@code JobReader}): a stored spec must always
 * load, also in a later release with stricter rules.
 *
 * @param specVersion the version of this form, now {@link #VERSION}
 * @param owner whose job it is
 * @param priority 0 to 100, higher first
 * @param weight the job's part where jobs of one priority compete, more than 0
 * @param maxWorkers the most commands that run at once; 0 for no limit
 * @param strategy in which order it serves its tasks and groups
 * @param after other jobs, and times, that have to come before any of it starts
 */
public record JobSpec(
        int specVersion,
        String name,
        String owner,
        PoolName pool,
        int priority,
        double weight,
        int maxWorkers,
        Map<String, String> tags,
        boolean paused,
        TaskSettings settings,
        List<TaskSpec> tasks,
        List<GroupSpec> groups,
        Strategy strategy,
        List<Dependency> after) {
    /** The form that this release writes. */
    public static final int VERSION = 1;

    /** The priority of a job that names none. */
    public static final int DEFAULT_PRIORITY = 50;

    /** The highest that anybody may ask for. */
    public static final int MOST_PRIORITY = 100;

    /** The pool of a job or worker that names none. */
    public static final PoolName DEFAULT_POOL = new PoolName("default");

    /** Copies the collections and guards against null. */
    public JobSpec {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(owner, "owner is null");
        Objects.requireNonNull(pool, "pool is null");
        tags = tags == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(tags));
        settings = settings == null ? TaskSettings.NONE : settings;
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        groups = groups == null ? List.of() : List.copyOf(groups);
        strategy = strategy == null ? Strategy.FIFO : strategy;
        after = after == null ? List.of() : List.copyOf(after);
    }

    /** One that waits for nothing outside. */
    public JobSpec(
            int specVersion,
            String name,
            String owner,
            PoolName pool,
            int priority,
            double weight,
            int maxWorkers,
            Map<String, String> tags,
            boolean paused,
            TaskSettings settings,
            List<TaskSpec> tasks,
            List<GroupSpec> groups,
            Strategy strategy) {
        this(
                specVersion,
                name,
                owner,
                pool,
                priority,
                weight,
                maxWorkers,
                tags,
                paused,
                settings,
                tasks,
                groups,
                strategy,
                List.of());
    }

    /** The same that waits for other things. */
    public JobSpec withAfter(List<Dependency> others) {
        return new JobSpec(
                specVersion,
                name,
                owner,
                pool,
                priority,
                weight,
                maxWorkers,
                tags,
                paused,
                settings,
                tasks,
                groups,
                strategy,
                others);
    }

    /** The same with other tasks and groups. */
    public JobSpec withTree(List<TaskSpec> otherTasks, List<GroupSpec> otherGroups) {
        return new JobSpec(
                specVersion,
                name,
                owner,
                pool,
                priority,
                weight,
                maxWorkers,
                tags,
                paused,
                settings,
                otherTasks,
                otherGroups,
                strategy,
                after);
    }

    /** How many commands the whole job expands into. */
    public long commandCount() {
        return count(tasks, groups);
    }

    private static long count(List<TaskSpec> tasks, List<GroupSpec> groups) {
        long count = 0;
        for (TaskSpec task : tasks) {
            count += task.commandCount();
        }
        for (GroupSpec group : groups) {
            count += count(group.tasks(), group.groups());
        }
        return count;
    }
}
