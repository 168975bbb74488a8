package org.puli.simulation.check;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Status;

/** A job with all of its tasks in a list. */
public final class PlainJob {
    static final class PlainGroup extends PlainNode {
        private final List<PlainNode> children = new ArrayList<>();
        private Strategy strategy;

        PlainGroup(PlainJob job, GroupSpec spec, @Nullable PlainNode parent) {
            super(job, spec.name(), parent, spec.paused(), spec.after(), spec.precedence());
            strategy = spec.strategy();
        }

        @Override
        List<PlainTask> tasks() {
            return children.stream().flatMap(child -> child.tasks().stream()).toList();
        }
    }

    private final JobId id;
    private final long firstCommand;
    private JobSpec spec;
    private final List<PlainTask> tasks = new ArrayList<>();
    private final TreeMap<String, PlainNode> nodes = new TreeMap<>();
    private final List<PlainNode> inOrder = new ArrayList<>();
    private final long firstTask;
    private long nextCommand;
    boolean isPaused;
    int leaseCount;
    long failed;
    long ended;

    /** All jobs of its farm. */
    private final Map<JobId, PlainJob> all;
    /** Which of its times and files have come, counted from 0. */
    final Set<Integer> come = new TreeSet<>();

    PlainJob(JobId id, long firstTask, long firstCommand, JobSpec spec, Map<JobId, PlainJob> all) {
        this.all = all;
        this.id = id;
        this.firstTask = firstTask;
        this.firstCommand = firstCommand;
        this.spec = spec;
        this.isPaused = spec.paused();
        this.nextCommand = firstCommand;
        grow(null, spec.settings().inside(TaskSettings.DEFAULTS), spec.tasks(), spec.groups());
    }

    /** Nothing rests on that number where no rule may stop the job. */
    void countEnd() {
        ended += hasRule() ? 1 : 0;
    }

    private boolean hasRule() {
        FailurePolicy policy = spec.settings().failurePolicy();
        return policy != null && policy.stop() != null;
    }

    /** Another one that is the same, among other jobs. */
    PlainJob copy(Map<JobId, PlainJob> others) {
        PlainJob copy = new PlainJob(id, firstTask, firstCommand, spec, others);
        copy.isPaused = isPaused;
        copy.come.addAll(come);
        copy.leaseCount = leaseCount;
        copy.failed = failed;
        copy.ended = ended;
        for (int i = 0; i < tasks.size(); i++) {
            copy.tasks.get(i).takeStateOf(tasks.get(i));
        }
        for (int i = 0; i < inOrder.size(); i++) {
            copy.inOrder.get(i).isPaused = inOrder.get(i).isPaused;
            copy.inOrder.get(i).come.addAll(inOrder.get(i).come);
        }
        return copy;
    }

    private void grow(
            @Nullable PlainGroup parent, TaskSettings settings, List<TaskSpec> taskSpecs, List<GroupSpec> groupSpecs) {
        for (TaskSpec taskSpec : taskSpecs) {
            TaskSettings own = taskSpec.settings().inside(settings);
            PlainTask task = new PlainTask(this, taskSpec, parent, own, nextCommand);
            nextCommand += taskSpec.commandCount();
            tasks.add(task);
            add(task, parent);
        }
        for (GroupSpec groupSpec : groupSpecs) {
            PlainGroup group = new PlainGroup(this, groupSpec, parent);
            add(group, parent);
            grow(group, groupSpec.settings().inside(settings), groupSpec.tasks(), groupSpec.groups());
        }
    }

    /** Takes an edited spec: the settings, the times and the order of each task and group, found by its name. */
    void edit(JobSpec now) {
        PlainNode.retime(come, spec.after(), now.after());
        boolean hadRule = hasRule();
        spec = now;
        if (!hadRule && hasRule()) {
            long done = tasks.stream()
                    .flatMap(task -> task.commands().stream())
                    .filter(command -> command.status == Status.DONE)
                    .count();
            ended = Math.max(ended, failed + done);
        }
        edit(now.settings().inside(TaskSettings.DEFAULTS), now.tasks(), now.groups());
    }

    private void edit(TaskSettings settings, List<TaskSpec> taskSpecs, List<GroupSpec> groupSpecs) {
        for (TaskSpec taskSpec : taskSpecs) {
            node(taskSpec.name()).retime(taskSpec.after());
            node(taskSpec.name()).precedence = taskSpec.precedence();
            node(taskSpec.name()).tasks().getFirst().edit(taskSpec.settings().inside(settings));
        }
        for (GroupSpec groupSpec : groupSpecs) {
            node(groupSpec.name()).retime(groupSpec.after());
            node(groupSpec.name()).precedence = groupSpec.precedence();
            ((PlainGroup) node(groupSpec.name())).strategy = groupSpec.strategy();
            edit(groupSpec.settings().inside(settings), groupSpec.tasks(), groupSpec.groups());
        }
    }

    private void add(PlainNode node, @Nullable PlainGroup parent) {
        nodes.put(node.name(), node);
        inOrder.add(node);
        if (parent != null) {
            parent.children.add(node);
        }
    }

    void forget(WorkerName worker) {
        tasks.forEach(task -> task.blocked.remove(worker));
        tasks.forEach(task -> task.failures.remove(worker));
    }

    void forgive() {
        failed = 0;
        ended = 0;
    }

    PlainNode.Gate gate() {
        return PlainNode.gate(this, spec.after(), come, false);
    }

    @Nullable
    Status endedAs() {
        return PlainNode.endedAs(tasks);
    }

    /** Another job of its farm; null when it is gone. */
    @Nullable
    PlainJob findOther(JobId other) {
        return all.get(other);
    }

    void come(@Nullable TaskId node, int place) {
        (node == null ? come : node(node).come).add(place);
    }

    /** A time or file that it waits for, or one of its tasks and groups; null when there are not so many. */
    public @Nullable Dependency findOnce(@Nullable TaskId node, int place) {
        int left = place;
        for (Dependency dependency : node == null ? spec.after() : node(node).after()) {
            boolean isOnce = !(dependency instanceof Dependency.End);
            if (isOnce && left-- == 0) {
                return dependency;
            }
        }
        return null;
    }

    PlainTask task(TaskId task) {
        return (PlainTask) node(task);
    }

    PlainNode node(String name) {
        return requireNonNull(nodes.get(name), "a dependency names a task or group of its job");
    }

    PlainNode node(TaskId number) {
        return inOrder.get((int) (number.value() - firstTask));
    }

    boolean holds(long command) {
        return command >= firstCommand && command < nextCommand;
    }

    PlainCommand command(long command) {
        long index = command - firstCommand;
        for (PlainTask task : tasks) {
            if (index < task.commands().size()) {
                return task.commands().get((int) index);
            }
            index -= task.commands().size();
        }
        throw new IllegalArgumentException("command " + command + " is not of job " + id);
    }

    /** Its number. */
    public JobId id() {
        return id;
    }

    /** As it was submitted. */
    public JobSpec spec() {
        return spec;
    }

    /** Whether a person holds it back. */
    public boolean isPaused() {
        return isPaused;
    }

    /** How many of its attempts hold a worker. */
    public int leaseCount() {
        return leaseCount;
    }

    /** By which strategy it serves what is in a group; in itself, when that is null. */
    Strategy strategy(@Nullable String group) {
        return group == null ? spec.strategy() : ((PlainGroup) node(group)).strategy;
    }

    /** Its tasks in order. */
    public List<PlainTask> tasks() {
        return tasks;
    }
}
