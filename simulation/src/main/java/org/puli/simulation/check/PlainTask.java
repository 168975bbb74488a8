package org.puli.simulation.check;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Need;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Status;

/** A task with all of its commands in a list. */
public final class PlainTask extends PlainNode {
    private final TaskSpec spec;
    private final Map<Dependency.End, boolean[][]> pairs = new HashMap<>();
    /** What it waits for command by command. */
    private final List<Dependency.End> paired = new ArrayList<>();

    private Need need;
    private int attempts;
    private boolean isPreemptible;
    private final List<PlainCommand> commands = new ArrayList<>();
    final TreeSet<WorkerName> blocked = new TreeSet<>();
    final TreeMap<WorkerName, Integer> failures = new TreeMap<>();

    PlainTask(PlainJob job, TaskSpec spec, @Nullable PlainNode parent, TaskSettings settings, long firstCommand) {
        super(job, spec.name(), parent, spec.paused(), spec.after(), spec.precedence());
        this.spec = spec;
        for (Dependency dependency : spec.after()) {
            if (dependency instanceof Dependency.End end && end.by() != null) {
                paired.add(end);
            }
        }
        this.need = Need.of(settings);
        this.attempts = settings.attempts() == null ? 1 : settings.attempts();
        this.isPreemptible = settings.preemptible() != null && settings.preemptible();
        for (long i = 0; i < spec.commandCount(); i++) {
            commands.add(new PlainCommand(this, new CommandId(firstCommand + i)));
        }
    }

    void edit(TaskSettings settings) {
        need = Need.of(settings);
        attempts = settings.attempts() == null ? 1 : settings.attempts();
        isPreemptible = settings.preemptible() != null && settings.preemptible();
    }

    void takeStateOf(PlainTask other) {
        commands.replaceAll(command -> other.commands
                .get((int) (command.id().value() - commands.getFirst().id().value()))
                .copyFor(this));
        blocked.addAll(other.blocked);
        failures.putAll(other.failures);
        pairs.putAll(other.pairs);
    }

    @Override
    List<PlainTask> tasks() {
        return List.of(this);
    }

    /** What each command needs. */
    public Need need() {
        return need;
    }

    /** Tries in all. */
    public int attempts() {
        return attempts;
    }

    /** Whether its running commands may be stopped for others. */
    public boolean isPreemptible() {
        return isPreemptible;
    }

    /** Its commands in order. */
    public List<PlainCommand> commands() {
        return commands;
    }

    /** Where a command stands, seen from outside. */
    public Status shown(PlainCommand command) {
        int index = (int) (command.id().value() - commands.getFirst().id().value());
        return shown(command.status(), gate(index));
    }

    /** What keeps one command. */
    private Gate gate(int index) {
        Gate worst = gate();
        for (Dependency.End end : paired) {
            PlainTask target = target(end);
            boolean[] others = target == null ? new boolean[0] : pairs(end, target)[index];
            for (int j = 0; j < others.length; j++) {
                if (target != null && others[j]) {
                    worst = worse(worst, target.gateFor(end, j));
                }
            }
        }
        return worst;
    }

    private Gate gateFor(Dependency.End end, int index) {
        Status status = shown(commands.get(index));
        return gate(end.outcome(), status.isEnded() ? status : null);
    }

    /** The task that is waited for command by command; null when its job is gone. */
    private @Nullable PlainTask target(Dependency.End end) {
        PlainJob other = end.job() == null ? job() : job().findOther(end.job());
        return other == null
                ? null
                : other.node(requireNonNull(end.task())).tasks().getFirst();
    }

    /** Where each of its commands stands, seen from outside. */
    List<Status> shown() {
        Gate[] gates = new Gate[commands.size()];
        Arrays.fill(gates, gate());
        paired.forEach(end -> narrow(gates, end));
        List<Status> all = new ArrayList<>(gates.length);
        for (int i = 0; i < gates.length; i++) {
            all.add(shown(commands.get(i).status(), gates[i]));
        }
        return all;
    }

    private void narrow(Gate[] gates, Dependency.End end) {
        PlainJob other = end.job() == null ? job() : job().findOther(end.job());
        PlainTask target = other == null
                ? null
                : other.node(requireNonNull(end.task())).tasks().getFirst();
        if (target == null) {
            return;
        }
        List<Status> others = target.shown();
        boolean[][] pairs = pairs(end, target);
        for (int i = 0; i < gates.length; i++) {
            for (int j = 0; j < others.size(); j++) {
                if (pairs[i][j]) {
                    Status status = others.get(j);
                    gates[i] = worse(gates[i], gate(end.outcome(), status.isEnded() ? status : null));
                }
            }
        }
    }

    /** Looks at each command of the one and each of the other: slow, so done once. */
    private boolean[][] pairs(Dependency.End end, PlainTask target) {
        return pairs.computeIfAbsent(end, e -> {
            boolean[][] all = new boolean[commands.size()][target.commands.size()];
            for (int i = 0; i < all.length; i++) {
                for (int j = 0; j < all[i].length; j++) {
                    all[i][j] = isPair(end, i, target, j);
                }
            }
            return all;
        });
    }

    private boolean isPair(Dependency.End end, int i, PlainTask target, int j) {
        if (end.by() == Dependency.By.COMMAND) {
            return i + end.shift() == j;
        }
        List<Integer> wanted = requireNonNull(spec.framesOf(i)).frames();
        List<Integer> there = requireNonNull(target.spec.framesOf(j)).frames();
        return wanted.stream().anyMatch(frame -> there.contains(frame + end.shift()));
    }

    static Status shown(Status status, Gate gate) {
        if (status != Status.READY) {
            return status;
        }
        return switch (gate) {
            case OPEN -> Status.READY;
            case WAITING -> Status.BLOCKED;
            case CLOSED -> Status.SKIPPED;
        };
    }

    /** Whether all has come that one of its commands waits for, be it ready or not. */
    public boolean isOpen(PlainCommand command) {
        int index = (int) (command.id().value() - commands.getFirst().id().value());
        return gate(index) == Gate.OPEN;
    }

    /** Whether a person holds it or its job back. */
    public boolean isStopped() {
        return isHeldBack() || job().isPaused();
    }

    /** Its name. */
    public String taskName() {
        return name();
    }

    /** Its job. */
    public PlainJob ofJob() {
        return job();
    }
}
