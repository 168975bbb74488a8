package org.puli.simulation.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Strategy;
import org.puli.farm.Farm;
import org.puli.farm.Group;
import org.puli.farm.Job;
import org.puli.farm.Node;
import org.puli.farm.Task;

/** All tasks of a farm in the order in which they are served, sorted anew each time. */
final class PlainOrder {
    private PlainOrder() {}

    /** The order where each job has the priority that the function says. */
    static List<Task> of(Farm farm, ToIntFunction<Job> priority) {
        List<Task> order = new ArrayList<>();
        farm.jobs().stream().sorted(jobs(priority)).forEach(job -> addChildren(job, null, order));
        return order;
    }

    private static Comparator<Job> jobs(ToIntFunction<Job> priority) {
        return Comparator.<Job>comparingInt(job -> job.share().isBelowMinimum() ? 0 : 1)
                .thenComparingInt(job -> -priority.applyAsInt(job))
                .thenComparingDouble(job -> job.share().level())
                .thenComparingDouble(job -> job.usedMilliCost() / job.weight())
                .thenComparingDouble(job -> job.startMark() + 1 / job.weight())
                .thenComparing(Job::id);
    }

    private static void addChildren(Job job, @Nullable Group around, List<Task> order) {
        List<Node> children = new ArrayList<>();
        job.tasks().stream().filter(task -> task.parent() == around).forEach(children::add);
        job.groups().stream().filter(group -> group.parent() == around).forEach(children::add);
        Strategy strategy = around == null ? job.spec().strategy() : around.strategy();
        children.sort(by(strategy).thenComparingInt(Node::position));
        for (Node child : children) {
            switch (child) {
                case Task task -> order.add(task);
                case Group group -> addChildren(job, group, order);
            }
        }
    }

    private static Comparator<Node> by(Strategy strategy) {
        return switch (strategy) {
            case FIFO -> Comparator.comparingInt(Node::position);
            case AS_IS -> Comparator.comparingInt(node -> node.precedence().place());
            case PRIORITY -> Comparator.comparingInt(node -> -node.precedence().priority());
            case FAIR ->
                Comparator.comparingDouble(Node::usedMilliCost).thenComparingDouble(node -> node.startMark() + 1);
            case WEIGHTED ->
                Comparator.<Node>comparingDouble(
                                node -> node.usedMilliCost() / node.precedence().weight())
                        .thenComparingDouble(
                                node -> node.startMark() + 1 / node.precedence().weight());
        };
    }
}
