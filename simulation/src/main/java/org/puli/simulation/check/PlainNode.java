package org.puli.simulation.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Precedence;
import org.puli.api.view.Status;

/** A task or a group; whether it may start is found by looking at everything it waits for, each time anew. */
abstract class PlainNode {
    /** Whether what it waits for has come. */
    enum Gate {
        OPEN,
        WAITING,
        CLOSED
    }

    private final PlainJob job;
    private final String name;
    private final @Nullable PlainNode parent;
    boolean isPaused;
    Precedence precedence;
    private final List<Dependency> after;

    PlainNode(
            PlainJob job,
            String name,
            @Nullable PlainNode parent,
            boolean isPaused,
            List<Dependency> after,
            Precedence precedence) {
        this.job = job;
        this.name = name;
        this.parent = parent;
        this.isPaused = isPaused;
        this.after = after;
        this.precedence = precedence;
    }

    abstract List<PlainTask> tasks();

    PlainJob job() {
        return job;
    }

    String name() {
        return name;
    }

    boolean isHeldBack() {
        return isPaused || (parent != null && parent.isHeldBack());
    }

    /** How many commands of it, and of what is in it, hold a worker. */
    long leaseCount() {
        return tasks().stream()
                .flatMap(task -> task.commands().stream())
                .filter(command -> command.holder() != null)
                .count();
    }

    /** The first of it and the groups around it that runs as many commands as it may; null when none does. */
    public @Nullable String findFull() {
        int most = precedence.maxWorkers();
        if (most > 0 && leaseCount() >= most) {
            return name;
        }
        return parent == null ? null : parent.findFull();
    }

    Gate gate() {
        Gate worst = parent == null ? Gate.OPEN : parent.gate();
        for (Dependency dependency : after) {
            Gate one = gate(dependency);
            worst = one.compareTo(worst) > 0 ? one : worst;
        }
        return worst;
    }

    private Gate gate(Dependency dependency) {
        Status ended = job.node(dependency.task()).endedAs();
        if (ended == null) {
            return Gate.WAITING;
        }
        boolean isMet = switch (dependency.outcome()) {
            case ANY -> true;
            case DONE -> ended == Status.DONE || ended == Status.SKIPPED;
            case FAILED -> ended == Status.FAILED;
            case CANCELED -> ended == Status.CANCELED;
        };
        if (isMet) {
            return Gate.OPEN;
        }
        return dependency.outcome() == Dependency.Outcome.DONE ? Gate.WAITING : Gate.CLOSED;
    }

    /** How it ended; null when something of it has not. */
    @Nullable
    Status endedAs() {
        List<Status> all = new ArrayList<>();
        for (PlainTask task : tasks()) {
            Gate gate = task.gate();
            for (PlainCommand command : task.commands()) {
                Status shown = PlainTask.shown(command.status(), gate);
                if (!shown.isEnded()) {
                    return null;
                }
                all.add(shown);
            }
        }
        if (all.contains(Status.FAILED)) {
            return Status.FAILED;
        }
        if (all.contains(Status.CANCELED)) {
            return Status.CANCELED;
        }
        return all.contains(Status.DONE) ? Status.DONE : Status.SKIPPED;
    }
}
