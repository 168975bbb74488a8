package org.puli.simulation.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    /** Which of its times and files have come, counted from 0. */
    final Set<Integer> come = new TreeSet<>();

    Precedence precedence;
    private List<Dependency> after;

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
        Gate around = parent == null ? job.gate() : parent.gate();
        return worse(around, gate(job, after, come, this instanceof PlainTask));
    }

    static Gate worse(Gate one, Gate other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Waits for other times from now on. */
    void retime(List<Dependency> now) {
        retime(come, after, now);
        after = now;
    }

    /** What is the same as before has come if it had. */
    static void retime(Set<Integer> come, List<Dependency> before, List<Dependency> now) {
        List<Dependency> then = once(before);
        List<Dependency> had = come.stream().map(then::get).toList();
        come.clear();
        List<Dependency> once = once(now);
        for (int place = 0; place < once.size(); place++) {
            if (had.contains(once.get(place))) {
                come.add(place);
            }
        }
    }

    private static List<Dependency> once(List<Dependency> all) {
        return all.stream().filter(one -> !(one instanceof Dependency.End)).toList();
    }

    /** Whether all has come that stands in a list; what a task waits for command by command aside. */
    static Gate gate(PlainJob job, List<Dependency> after, Set<Integer> come, boolean isTask) {
        Gate worst = Gate.OPEN;
        int place = 0;
        for (Dependency dependency : after) {
            worst = worse(
                    worst,
                    switch (dependency) {
                        case Dependency.Time time -> come.contains(place++) ? Gate.OPEN : Gate.WAITING;
                        case Dependency.File file -> come.contains(place++) ? Gate.OPEN : Gate.WAITING;
                        case Dependency.End end -> end.by() != null && isTask ? Gate.OPEN : gate(job, end);
                    });
        }
        return worst;
    }

    private static Gate gate(PlainJob job, Dependency.End end) {
        PlainJob other = end.job() == null ? job : job.findOther(end.job());
        if (other == null) {
            return Gate.OPEN;
        }
        return gate(
                end.outcome(),
                end.task() == null ? other.endedAs() : other.node(end.task()).endedAs());
    }

    static Gate gate(Dependency.Outcome outcome, @Nullable Status ended) {
        if (ended == null) {
            return Gate.WAITING;
        }
        boolean isMet = switch (outcome) {
            case ANY -> true;
            case DONE -> ended == Status.DONE || ended == Status.SKIPPED;
            case FAILED -> ended == Status.FAILED;
            case CANCELED -> ended == Status.CANCELED;
        };
        if (isMet) {
            return Gate.OPEN;
        }
        return outcome == Dependency.Outcome.DONE ? Gate.WAITING : Gate.CLOSED;
    }

    List<Dependency> after() {
        return after;
    }

    /** How it ended; null when something of it has not. */
    @Nullable
    Status endedAs() {
        return endedAs(tasks());
    }

    static @Nullable Status endedAs(List<PlainTask> tasks) {
        Set<Status> all = EnumSet.noneOf(Status.class);
        for (PlainTask task : tasks) {
            for (Status shown : task.shown()) {
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
