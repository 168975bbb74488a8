package org.puli.farm;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.TaskId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/** Expands a spec into the tasks and groups of a job; both are numbered in the order of the document. */
final class JobTree {
    private final Job job;
    private final TreeMap<String, Node> byName = new TreeMap<>();
    private long nextTask;
    private long nextCommand;

    private JobTree(Job job, JobSeed seed) {
        this.job = job;
        this.nextTask = seed.firstTask();
        this.nextCommand = seed.firstCommand();
    }

    static void grow(Job job, JobSeed seed) {
        JobTree tree = new JobTree(job, seed);
        JobSpec spec = seed.spec();
        TaskSettings settings = spec.settings().inside(TaskSettings.DEFAULTS);
        tree.children(null, settings, spec.tasks(), spec.groups());
        job.tasks().forEach(tree::connect);
        job.groups().forEach(tree::connect);
    }

    /** How many numbers the tasks and groups of a spec take. */
    static long nodeCount(JobSpec spec) {
        return count(spec.tasks(), spec.groups());
    }

    private static long count(List<TaskSpec> tasks, List<GroupSpec> groups) {
        long count = (long) tasks.size() + groups.size();
        for (GroupSpec group : groups) {
            count += count(group.tasks(), group.groups());
        }
        return count;
    }

    private void children(@Nullable Group parent, TaskSettings settings, List<TaskSpec> tasks, List<GroupSpec> groups) {
        int position = 0;
        for (TaskSpec task : tasks) {
            NodeSeed seed = new NodeSeed(
                    job,
                    new TaskId(nextTask++),
                    task.name(),
                    parent,
                    position++,
                    task.paused(),
                    task.after(),
                    task.precedence());
            Task made = new Task(seed, task, task.settings().inside(settings), nextCommand);
            nextCommand += task.commandCount();
            job.add(made);
            keep(made, parent);
        }
        for (GroupSpec group : groups) {
            NodeSeed seed = new NodeSeed(
                    job,
                    new TaskId(nextTask++),
                    group.name(),
                    parent,
                    position++,
                    group.paused(),
                    group.after(),
                    group.precedence());
            Group made = new Group(seed, group.strategy());
            job.add(made);
            keep(made, parent);
            children(made, group.settings().inside(settings), group.tasks(), group.groups());
        }
    }

    private void keep(Node node, @Nullable Group parent) {
        byName.put(node.name(), node);
        if (parent != null) {
            parent.add(node);
        }
    }

    private void connect(Node node) {
        for (Dependency dependency : node.after()) {
            Node target = byName.get(dependency.task());
            // Unknown names are refused at the door; a stored spec must load all the same.
            if (target != null) {
                node.waitFor(target, dependency.outcome());
            }
        }
    }
}
