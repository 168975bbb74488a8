package org.puli.farm;

import org.puli.api.view.Status;

/**
 * Where the commands of one task stand: those that were touched one by one, and all others, which stand alike but for
 * what they wait for one by one. Owned by the loop.
 */
final class TaskCounts {
    private static final Status[] SETTLED = {
        Status.ASSIGNED, Status.RUNNING, Status.DONE, Status.FAILED, Status.CANCELED, Status.SKIPPED
    };

    private final Task task;
    private final Tally touched = new Tally();
    private final Tally scratch = new Tally();

    TaskCounts(Task task) {
        this.task = task;
    }

    void add(Status status, long difference) {
        touched.add(status, difference);
    }

    /** How many were never touched. */
    long freshCount() {
        return task.commandCount() - touched.total();
    }

    /** Counts anew, as they are shown; valid until it is called again. */
    Tally shown() {
        scratch.clear();
        for (Status status : SETTLED) {
            scratch.add(status, touched.count(status));
        }
        boolean isFreshReady = task.fresh() == Status.READY;
        scratch.add(task.fresh(), isFreshReady ? 0 : freshCount());
        addReady(touched.count(Status.READY) + (isFreshReady ? freshCount() : 0));
        return scratch;
    }

    /** Adds the commands that are ready themselves, by what keeps them. */
    private void addReady(long ready) {
        CommandGates gates = task.pairing().gates();
        long closed = gates == null || task.gate() == Gate.CLOSED ? 0 : gates.closedReady();
        long waiting = gates == null || task.gate() != Gate.OPEN ? 0 : gates.waitingReady();
        scratch.add(Status.SKIPPED, closed);
        scratch.add(Status.BLOCKED, waiting);
        scratch.add(task.gate().shown(), ready - closed - waiting);
    }
}
