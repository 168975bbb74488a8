package org.puli.farm.decide;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Farm;
import org.puli.farm.Group;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.Task;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Target;

/**
 * What a target names on a farm.
 *
 * @param nodes the tasks and groups that it names; all that stand at the top for a whole job
 * @param place the one command of its only task; -1 when all are meant
 */
record Choice(Job job, List<Node> nodes, int place) {
    /** Something that is there, or why it is not. */
    record Found(@Nullable Choice choice, @Nullable Refusal refusal) {}

    static Found find(Farm farm, Target target) {
        return switch (target) {
            case Target.WholeJob t -> {
                Job job = farm.findJob(t.job());
                yield job == null ? no(Unknown.job(farm, t.job())) : yes(new Choice(job, top(job), -1));
            }
            case Target.NodeOfJob t -> node(farm, t);
            case Target.Tagged t -> tagged(farm, t);
            case Target.Node t -> {
                Node node = farm.findNode(t.node());
                yield node == null ? no(Unknown.task(t.node())) : yes(new Choice(node.job(), List.of(node), -1));
            }
            case Target.One t -> {
                Task task = farm.findTask(t.command());
                yield task == null
                        ? no(Unknown.command(t.command()))
                        : yes(new Choice(task.job(), List.of(task), task.indexOf(t.command())));
            }
        };
    }

    private static Found node(Farm farm, Target.NodeOfJob target) {
        Job job = farm.findJob(target.job());
        Node node = job == null ? null : find(job, target.node());
        if (job == null) {
            return no(Unknown.job(farm, target.job()));
        }
        return node == null ? no(Unknown.task(job, target.node())) : yes(new Choice(job, List.of(node), -1));
    }

    private static Found tagged(Farm farm, Target.Tagged target) {
        String node = target.node();
        Found around =
                find(farm, node == null ? new Target.WholeJob(target.job()) : new Target.NodeOfJob(target.job(), node));
        Choice choice = around.choice();
        if (choice == null) {
            return around;
        }
        List<Node> tasks = choice.tasks().stream()
                .filter(task -> target.isIn(task.settings().tags()))
                .map(Node.class::cast)
                .toList();
        return tasks.isEmpty() ? no(Unknown.tag(target)) : yes(new Choice(choice.job(), tasks, -1));
    }

    private static Found yes(Choice choice) {
        return new Found(choice, null);
    }

    private static Found no(Decision<?> decision) {
        return new Found(null, decision.refusal());
    }

    private static List<Node> top(Job job) {
        return job.nodes().stream().filter(node -> node.parent() == null).toList();
    }

    private static @Nullable Node find(Job job, String wanted) {
        Node byNumber = null;
        for (Node node : job.nodes()) {
            if (node.name().equals(wanted)) {
                return node;
            }
            byNumber = node.id().toString().equals(wanted) ? node : byNumber;
        }
        return byNumber;
    }

    /** The tasks that it names. */
    List<Task> tasks() {
        return nodes.stream().flatMap(node -> node.tasks().stream()).distinct().toList();
    }

    /** The tasks and groups, also of other jobs, that wait for it, directly or through others, and are not in it. */
    List<Node> waiting() {
        Set<Node> own = within();
        ArrayDeque<Node> open = new ArrayDeque<>(own);
        Set<Node> found = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            for (Node dependent : dependents(open.remove())) {
                if (!own.contains(dependent) && !found.contains(dependent)) {
                    Set<Node> more = new LinkedHashSet<>();
                    addWithin(dependent, more);
                    found.addAll(more);
                    open.addAll(more);
                }
            }
        }
        return List.copyOf(found);
    }

    /** What waits for a task or group, for a group around it, or for its job. */
    private static List<Node> dependents(Node node) {
        List<Node> all = new ArrayList<>(node.job().dependents());
        for (Node around = node; around != null; around = around.parent()) {
            all.addAll(around.dependents());
        }
        return all;
    }

    /** All tasks and groups in it, itself included. */
    Set<Node> within() {
        Set<Node> all = new LinkedHashSet<>();
        nodes.forEach(node -> addWithin(node, all));
        return all;
    }

    private static void addWithin(Node node, Set<Node> all) {
        all.add(node);
        if (node instanceof Group group) {
            group.children().forEach(child -> addWithin(child, all));
        }
    }
}
