package org.puli.simulation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.spec.Need;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Status;

/** A task with all of its commands in a list. */
public final class PlainTask extends PlainNode {
    private Need need;
    private int attempts;
    private boolean isPreemptible;
    private final List<PlainCommand> commands = new ArrayList<>();
    final TreeSet<WorkerName> blocked = new TreeSet<>();
    final TreeMap<WorkerName, Integer> failures = new TreeMap<>();

    PlainTask(PlainJob job, TaskSpec spec, @Nullable PlainNode parent, TaskSettings settings, long firstCommand) {
        super(job, spec.name(), parent, spec.paused(), spec.after());
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
        return shown(command.status(), gate());
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

    /** Whether what it waits for has come. */
    public boolean isOpen() {
        return gate() == Gate.OPEN;
    }

    /** Whether a person holds it or its job back. */
    public boolean isStopped() {
        return isHeldBack() || job().isPaused();
    }

    /** Its job. */
    public PlainJob ofJob() {
        return job();
    }
}
