package org.puli.farm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.Need;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Status;
import org.puli.farm.change.Delay;
import org.puli.farm.row.TaskRow;

/**
 * A step of a job. Its commands are implied by its spec until they leave their first state; those from {@code fresh} on
 * never did. Owned by the loop.
 */
public final class Task extends Node {
    private Asked asked;
    private final long firstCommand;
    private final int count;
    private final CommandPages commands = new CommandPages();
    /** Commands that ran before, are ready again, and hold nothing on a worker any more. */
    private final ReadyAgain again = new ReadyAgain();
    /** Commands that would be among these if they did not pause before their next try. */
    private final TreeSet<Integer> delayed = new TreeSet<>();

    private final Blocklist blocks = new Blocklist(this);
    private final TaskShapes shapes;
    private final Pairing pairing = new Pairing(this);
    private final TaskCounts numbers = new TaskCounts(this);
    private int fresh;
    private int heldBackCount;
    private long doneCount;
    private long doneMillis;
    private Status freshStatus = Status.READY;

    Task(NodeSeed seed, TaskSpec spec, TaskSettings settings, long firstCommand) {
        super(seed);
        this.asked = Asked.of(spec, settings);
        this.shapes = new TaskShapes(this, again);
        this.firstCommand = firstCommand;
        this.count = Math.toIntExact(spec.commandCount());
    }

    /** As it was submitted and edited since. */
    public TaskSpec spec() {
        return asked.spec();
    }

    /** What holds for its commands, with everything inherited filled in. */
    public TaskSettings settings() {
        return asked.settings();
    }

    /** Takes what an edited spec says; whether its commands need something else, or other workers, now. */
    boolean edit(TaskSpec now, TaskSettings inherited) {
        Shape before = shape();
        asked = Asked.of(now, inherited);
        shapes.renew();
        return !shape().equals(before);
    }

    /** The command lines of its commands, with the values of its arguments in them. */
    TaskLines lines() {
        return asked.lines();
    }

    /** What each of its commands holds while it runs. */
    public Need need() {
        return asked.need();
    }

    /** Which workers are right for it. */
    public Requirements requirements() {
        Requirements own = settings().requirements();
        return own == null ? Requirements.NONE : own;
    }

    /** What decides which workers could run those of its commands that did not fail. */
    public Shape shape() {
        return shapes.plain();
    }

    /** The shapes of which it has commands that could start if there were room; none while it is not ready. */
    public Collection<Shape> readyShapes() {
        return isReady() ? shapes.ready(nextFresh() >= 0) : List.of();
    }

    /** The command of a shape that would start next: those that ran before go first; -1 when none could. */
    public int nextIndex(Shape one) {
        if (gate() != Gate.OPEN) {
            return -1;
        }
        int first = shapes.firstAgain(one);
        return first < 0 && shapes.isPlain(one) ? nextFresh() : first;
    }

    private int nextFresh() {
        if (freshStatus != Status.READY || fresh >= count) {
            return -1;
        }
        CommandGates gates = pairing.gates();
        return gates == null ? fresh : gates.nextOpen(fresh);
    }

    /** How many commands it has. */
    public int commandCount() {
        return count;
    }

    /** The number of the command at an index from 0. */
    public CommandId commandId(int index) {
        return new CommandId(firstCommand + index);
    }

    /** The index of a command of this task. */
    public int indexOf(CommandId command) {
        return (int) (command.value() - firstCommand);
    }

    boolean holds(long command) {
        return command >= firstCommand && command < firstCommand + count;
    }

    /** Tries in all that each command has. */
    public int attempts() {
        return settings().attempts() == null ? 1 : settings().attempts();
    }

    /** What becomes of its commands that do not end well. */
    public FailurePolicy policy() {
        return settings().failurePolicy() == null
                ? FailurePolicy.NONE
                : settings().failurePolicy();
    }

    /** Whether its running commands may be stopped for a share below its guaranteed minimum. */
    public boolean isPreemptible() {
        return Boolean.TRUE.equals(settings().preemptible());
    }

    /** What it holds against workers. */
    public Blocklist blocks() {
        return blocks;
    }

    /** Numbers of the workers that get nothing of it, in their order; the same list until it changes. */
    public List<Long> blocklist() {
        return blocks.blocked();
    }

    /** Whether a worker gets nothing of it. */
    public boolean isBlocked(Worker worker) {
        return blocks.blocks(worker);
    }

    /** Whether the command at an index pauses before its next try, and would be in line otherwise. */
    public boolean isDelayed(int index) {
        return delayed.contains(index);
    }

    /** How many of its commands pause before their next try. */
    public int delayedCount() {
        return delayed.size();
    }

    /** The command at an index; null while it is in its first state. */
    public @Nullable Command findCommand(int index) {
        return commands.find(index);
    }

    /** Where the command at an index stands. */
    public Status status(int index) {
        return shown(index, own(index));
    }

    /** The command that would start next; -1 when none could. */
    public int nextIndex() {
        if (gate() != Gate.OPEN) {
            return -1;
        }
        int first = again.first();
        return first >= 0 ? first : nextFresh();
    }

    /** Whether a command of it could start if there were room. */
    public boolean isReady() {
        return nextIndex() >= 0 && !isHeldBack();
    }

    /** How a status of one of its commands is shown: READY may be BLOCKED, or SKIPPED by what it waits for. */
    Status shown(int index, Status status) {
        return status == Status.READY ? gate().or(pairing.gate(index)).shown() : status;
    }

    Pairing pairing() {
        return pairing;
    }

    /** What one of its commands waits for by itself, its task and groups aside, and has not come. */
    public List<Dependency> missing(int index) {
        CommandGates gates = pairing.gates();
        return gates == null ? List.of() : gates.missing(index);
    }

    /** Whether some of its commands are kept by single commands of other jobs. */
    public boolean waitsForCommandsOfOthers() {
        return pairing.mayCome();
    }

    /** The command at an index, out of its first state from now on. */
    Command touch(int index) {
        Command known = commands.find(index);
        if (known != null) {
            return known;
        }
        Command command = new Command(this, index, freshStatus);
        commands.put(index, command);
        numbers.add(freshStatus, 1);
        pairing.touched(index);
        if (index == fresh) {
            skipTouched();
        }
        return command;
    }

    private void skipTouched() {
        while (fresh < count && commands.find(fresh) != null) {
            fresh++;
        }
    }

    /** Takes note of a command's move; call {@link #refresh} when all moves of a change are made. */
    void moved(Command command, Status before) {
        numbers.add(before, -1);
        numbers.add(command.status(), 1);
        pairing.moved(command.index(), before, command.status());
    }

    /** Puts a ready command in the line, or among those that pause, or takes it out. */
    void queue(Command command) {
        boolean isWaiting = command.status() == Status.READY && command.holder() == null;
        Delay delay = command.delay();
        if (isWaiting && delay == null && !command.isHeldBack() && pairing.gate(command.index()) == Gate.OPEN) {
            again.add(command.index(), Kin.of(command));
        } else {
            again.remove(command.index());
        }
        if (isWaiting && delay != null) {
            delayed.add(command.index());
            job().deadlines().pause(command, delay);
        }
        job().deadlines().noteStart(command);
    }

    /** How long its commands took that went well, in milliseconds on average; -1 before the first. */
    public long usualMillis() {
        return doneCount == 0 ? -1 : doneMillis / doneCount;
    }

    /** A command of it went well after so long. */
    void took(long millis) {
        doneCount++;
        doneMillis += Math.max(0, millis);
    }

    /** How many of its commands are kept from starting one by one. */
    public int heldBackCount() {
        return heldBackCount;
    }

    void countHeldBack(int difference) {
        heldBackCount += difference;
    }

    /** Takes a command out of those that pause, before its pause changes or ends. */
    void unqueue(Command command, Delay delay) {
        delayed.remove(command.index());
        job().deadlines().resume(command, delay);
    }

    /** A worker is gone for good: nothing is held against it any more. */
    void forget(Worker worker, Touched touchedOnes) {
        if (blocks.forget(worker)) {
            job().stir(this);
        }
        commands.forEach(command -> {
            if (command.forgetAvoided(worker)) {
                touchedOnes.command(command);
                if (again.holds(command.index())) {
                    again.add(command.index(), Kin.of(command));
                    job().stir(this);
                }
            }
        });
    }

    /** Its job goes: nothing of it becomes due any more. Starts are not waited for, since nothing holds a worker. */
    void forgetDeadlines() {
        for (int index : List.copyOf(delayed)) {
            Command command = commands.find(index);
            if (command != null && command.delay() != null) {
                unqueue(command, command.delay());
            }
        }
    }

    /** Where all commands stand that were never touched. */
    Status fresh() {
        return freshStatus;
    }

    void fresh(Status to) {
        freshStatus = to;
        pairing.freshMoved();
    }

    /** The first command that was never touched; -1 when there is none. */
    int firstFresh() {
        return fresh < count ? fresh : -1;
    }

    long freshCount() {
        return numbers.freshCount();
    }

    /** Where the command at an index was put, blocked or not. */
    Status own(int index) {
        Command command = commands.find(index);
        return command == null ? freshStatus : command.status();
    }

    List<Command> touchedCommands() {
        List<Command> all = new ArrayList<>();
        commands.forEach(all::add);
        return all;
    }

    void forEachTouched(Consumer<Command> action) {
        commands.forEach(action);
    }

    @Override
    public List<Task> tasks() {
        return List.of(this);
    }

    /** Computes the counts anew and tells the groups and the job around. */
    void refresh() {
        tally.become(numbers.shown(), wholes());
        door().end().notice();
        for (Group around = parent(); around != null; around = around.parent()) {
            around.door().end().notice();
        }
        job().door().end().notice();
        reline();
        job().stir(this);
    }

    @Override
    boolean hasReady() {
        return nextIndex() >= 0;
    }

    @Override
    void gateMoved() {
        pairing.tell();
        refresh();
    }

    @Override
    boolean needsRow() {
        return freshStatus != Status.READY || super.needsRow();
    }

    /** Its row; only a task of which a person changed something needs one, or once had. */
    @Override
    public TaskRow row() {
        return new TaskRow(
                id().value(),
                job().id().value(),
                freshStatus,
                pausedSince(),
                door().waits().come());
    }

    @Override
    void restore(TaskRow row) {
        super.restore(row);
        fresh(row.fresh());
    }
}
