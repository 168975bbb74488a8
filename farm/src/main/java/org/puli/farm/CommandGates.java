package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.puli.api.spec.CommandPairs;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.Dependency.Outcome;
import org.puli.api.view.Status;

/**
 * The commands of a task that waits for others command by command: which of them may start. At most a few
 * bits for each command, and next to nothing as long as they all stand alike. Owned by the loop.
 */
final class CommandGates extends Waiter {
    /** One task that is waited for. */
    private record Each(Task target, Outcome outcome, CommandPairs pairs, Dependency.End said) {
        Gate gate(int index) {
            Look look = new Look(this);
            pairs.forEachTarget(index, look);
            return look.gate;
        }
    }

    /** A look at all commands of one task that one command waits for. */
    private static final class Look implements IntConsumer {
        private final Each each;
        private Gate gate = Gate.OPEN;

        Look(Each each) {
            this.each = each;
        }

        @Override
        public void accept(int index) {
            Status status = each.target.status(index);
            gate = gate.or(Gate.of(each.outcome, status.isEnded() ? status : null));
        }
    }

    private final Task task;
    private final List<Each> all = new ArrayList<>();
    private final Bits waiting;
    private final Bits closed;
    /** Untouched commands that nothing keeps. */
    private final Bits open;
    /** Commands that have to be looked at anew. */
    private final Bits unsettled;

    private int waitingReady;
    private int closedReady;

    CommandGates(Task task) {
        this.task = task;
        int count = task.commandCount();
        waiting = new Bits(count);
        closed = new Bits(count);
        open = new Bits(count);
        unsettled = new Bits(count);
        open.setAll();
    }

    void add(Task target, Dependency.End said, CommandPairs pairs) {
        all.add(new Each(target, said.outcome(), pairs, said));
        unsettled.setAll();
    }

    Gate gate(int index) {
        return closed.get(index) ? Gate.CLOSED : waiting.get(index) ? Gate.WAITING : Gate.OPEN;
    }

    /** How many of the commands that would be READY wait. */
    int waitingReady() {
        return waitingReady;
    }

    /** How many of the commands that would be READY are left out. */
    int closedReady() {
        return closedReady;
    }

    /** The first untouched command from a place on that may start; -1 when there is none. */
    int nextOpen(int from) {
        return open.next(from);
    }

    /** A command of a task that is waited for stands elsewhere now; look at those that wait for it. */
    void targetMoved(Task target, int index) {
        for (Each each : all) {
            if (each.target() == target) {
                each.pairs().forEachWaiting(index, other -> unsettled.set(other, true));
            }
        }
    }

    /** All commands of a task that is waited for may stand elsewhere now. */
    void targetMoved() {
        unsettled.setAll();
    }

    @Override
    void regate() {
        boolean hasMoved = false;
        for (int i = unsettled.next(0); i >= 0; i = unsettled.next(i + 1)) {
            hasMoved |= regate(i);
        }
        unsettled.clear();
        if (hasMoved) {
            job().unsettled().moved(job());
            task.refresh();
        }
    }

    private boolean regate(int index) {
        Gate now = Gate.OPEN;
        for (Each each : all) {
            now = now.or(each.gate(index));
        }
        Gate before = gate(index);
        if (now == before) {
            return false;
        }
        boolean isReady = task.own(index) == Status.READY;
        count(before, isReady ? -1 : 0);
        count(now, isReady ? 1 : 0);
        waiting.set(index, now == Gate.WAITING);
        closed.set(index, now == Gate.CLOSED);
        Command command = task.findCommand(index);
        if (command == null) {
            open.set(index, now == Gate.OPEN);
        } else {
            task.queue(command);
        }
        if (now == Gate.CLOSED || before == Gate.CLOSED) {
            task.pairing().tell(index);
        }
        return true;
    }

    private void count(Gate gate, int difference) {
        waitingReady += gate == Gate.WAITING ? difference : 0;
        closedReady += gate == Gate.CLOSED ? difference : 0;
    }

    /** A command is out of its first state. */
    void touched(int index) {
        open.set(index, false);
    }

    void moved(int index, Status before, Status after) {
        int difference = (after == Status.READY ? 1 : 0) - (before == Status.READY ? 1 : 0);
        count(gate(index), difference);
    }

    /** All untouched commands stand elsewhere now. */
    void recount() {
        waitingReady = 0;
        closedReady = 0;
        for (int i = 0; i < task.commandCount(); i++) {
            count(gate(i), task.own(i) == Status.READY ? 1 : 0);
        }
    }

    /** What a command waits for and has not come. */
    List<Dependency> missing(int index) {
        return all.stream()
                .filter(each -> each.gate(index) != Gate.OPEN)
                .<Dependency>map(Each::said)
                .toList();
    }

    @Override
    Job job() {
        return task.job();
    }

    @Override
    List<Node> waiting() {
        return List.of(task);
    }

    @Override
    void forget(Awaited gone) {
        all.removeIf(each -> each.target().door().end() == gone);
        targetMoved();
        regate();
    }

    @Override
    boolean isKeptBy(Awaited other) {
        return waitingReady + closedReady > 0
                && all.stream().anyMatch(each -> each.target().door().end() == other);
    }

    /** Whether some wait for commands of another job that have not all ended. */
    boolean mayCome() {
        return waitingReady > 0
                && all.stream()
                        .anyMatch(each -> each.said().job() != null
                                && each.target().door().end().endedAs() == null);
    }

    List<Task> targets() {
        return all.stream().map(Each::target).toList();
    }
}
