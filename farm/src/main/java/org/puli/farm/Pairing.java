package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.CommandPairs;
import org.puli.api.spec.Dependency;
import org.puli.api.view.Status;

/** What ties a task to others command by command: those that it waits for, and those that wait for it. */
final class Pairing {
    private final Task task;
    /** Which of its commands may start; null when it waits for no other in this way. */
    private @Nullable CommandGates gates;

    private List<CommandGates> waiters = List.of();

    Pairing(Task task) {
        this.task = task;
    }

    @Nullable
    CommandGates gates() {
        return gates;
    }

    /** Whether a command may start as far as single commands of other tasks go. */
    Gate gate(int index) {
        return gates == null ? Gate.OPEN : gates.gate(index);
    }

    /** Whether commands wait for some of another job that have not all ended. */
    boolean mayCome() {
        return gates != null && gates.mayCome();
    }

    /** Waits for another task from now on. */
    void waitFor(Task target, Dependency.End said, CommandPairs pairs) {
        if (gates == null) {
            gates = new CommandGates(task);
        }
        gates.add(target, said, pairs);
        target.door().end().add(gates);
        target.pairing().add(gates);
        task.job().unsettled().add(gates);
    }

    private void add(CommandGates waiter) {
        List<CommandGates> all = new ArrayList<>(waiters);
        all.add(waiter);
        waiters = List.copyOf(all);
    }

    private void remove(CommandGates waiter) {
        waiters = waiters.stream().filter(other -> other != waiter).toList();
    }

    /** Leaves the tasks that it waits for; its job goes. */
    void leave() {
        CommandGates own = gates;
        if (own != null) {
            own.targets().forEach(target -> {
                target.door().end().remove(own);
                target.pairing().remove(own);
            });
        }
    }

    /** A command is out of its first state. */
    void touched(int index) {
        if (gates != null) {
            gates.touched(index);
        }
    }

    /** A touched command stands elsewhere now. */
    void moved(int index, Status before, Status after) {
        if (gates != null) {
            gates.moved(index, before, after);
        }
        if (before.isEnded() || after.isEnded()) {
            tell(index);
        }
    }

    /** All untouched commands stand elsewhere now. */
    void freshMoved() {
        if (gates != null) {
            gates.recount();
        }
        tell();
    }

    /** Tells those who wait that a command may have ended, or begun anew. */
    void tell(int index) {
        for (CommandGates waiter : waiters) {
            waiter.targetMoved(task, index);
            task.job().unsettled().add(waiter);
        }
    }

    /** Tells those who wait that any command may have ended, or begun anew. */
    void tell() {
        for (CommandGates waiter : waiters) {
            waiter.targetMoved();
            task.job().unsettled().add(waiter);
        }
    }
}
