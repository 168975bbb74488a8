package org.puli.farm;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.CommandPairs;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;

/** Expands a spec into the tasks and groups of a job; both are numbered in the order of the document. */
final class JobTree {
    private final Job job;
    private final Function<JobId, @Nullable Job> jobs;
    private final TreeMap<String, Node> byName = new TreeMap<>();
    private long nextTask;
    private long nextCommand;

    private JobTree(Job job, JobSeed seed, Function<JobId, @Nullable Job> jobs) {
        this.job = job;
        this.jobs = jobs;
        this.nextTask = seed.firstTask();
        this.nextCommand = seed.firstCommand();
    }

    static void grow(Job job, JobSeed seed, Function<JobId, @Nullable Job> jobs) {
        JobTree tree = new JobTree(job, seed, jobs);
        JobSpec spec = seed.spec();
        TaskSettings settings = outermost(spec);
        tree.children(null, settings, spec.tasks(), spec.groups());
        spec.after().forEach(dependency -> tree.connect(dependency, job.door(), null));
        for (Node node : job.nodes()) {
            node.after().forEach(dependency -> tree.connect(dependency, node.door(), node));
        }
    }

    /** What all of a job's tasks inherit; its tags, too, which it has in another place. */
    static TaskSettings outermost(JobSpec spec) {
        return spec.settings().withTags(spec.tags()).inside(TaskSettings.DEFAULTS);
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

    /** The node is null for what the job waits for as a whole. */
    private void connect(Dependency dependency, Door door, @Nullable Node node) {
        switch (dependency) {
            case Dependency.Time time -> door.waitFor(time);
            case Dependency.File file -> door.waitFor(file);
            case Dependency.End end -> connect(end, door, node);
        }
    }

    /** What is not there is not waited for: unknown names are refused at the door, and a job may be deleted later. */
    private void connect(Dependency.End end, Door door, @Nullable Node node) {
        Job other = end.job() == null ? job : jobs.apply(end.job());
        String name = end.task();
        Node target = other == null || name == null ? null : find(other, name);
        if (target instanceof Task task && end.by() != null && node instanceof Task own) {
            own.pairing().waitFor(task, end, new CommandPairs(own.spec(), task.spec(), end.by(), end.shift()));
        } else if (target != null) {
            door.waitFor(target.door().end(), end);
        } else if (other != null && name == null) {
            door.waitFor(other.door().end(), end);
        }
    }

    private @Nullable Node find(Job other, String name) {
        return other == job ? byName.get(name) : other.findNode(name);
    }
}
