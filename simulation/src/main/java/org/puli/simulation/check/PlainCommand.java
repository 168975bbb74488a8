package org.puli.simulation.check;

import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.spec.Need;
import org.puli.api.view.Status;

/** A command with its status as it was set, blocked or not. */
public final class PlainCommand {
    private final PlainTask task;
    private final CommandId id;
    Status status = Status.READY;
    int attempt;
    int failures;
    long leaseId;
    boolean isDelayed;
    boolean isHeldBack;
    long grownMemory;

    @Nullable
    WorkerName holder;

    @Nullable
    Need held;

    PlainCommand(PlainTask task, CommandId id) {
        this.task = task;
        this.id = id;
    }

    PlainCommand copyFor(PlainTask owner) {
        PlainCommand copy = new PlainCommand(owner, id);
        copy.status = status;
        copy.attempt = attempt;
        copy.failures = failures;
        copy.leaseId = leaseId;
        copy.isDelayed = isDelayed;
        copy.isHeldBack = isHeldBack;
        copy.grownMemory = grownMemory;
        copy.holder = holder;
        copy.held = held;
        return copy;
    }

    /** Its task. */
    public PlainTask task() {
        return task;
    }

    /** Its number. */
    public CommandId id() {
        return id;
    }

    /** What its next attempt holds. */
    public Need need() {
        return task.need().withMemory(grownMemory);
    }

    /** As it was set; a waiting one is READY. */
    public Status status() {
        return status;
    }

    /** The newest attempt. */
    public int attempt() {
        return attempt;
    }

    /** Attempts that failed. */
    public int failures() {
        return failures;
    }

    /** Whether it pauses before its next try. */
    public boolean isDelayed() {
        return isDelayed;
    }

    /** Whether a person keeps just this one from starting. */
    public boolean isHeldBack() {
        return isHeldBack;
    }

    /** What its newest attempt counts in fair play, in thousandths; 0 while it holds nothing. */
    public long milliCost() {
        return held == null ? 0 : held.milliCost();
    }

    /** Who holds its newest attempt; null when nobody does. */
    public @Nullable WorkerName holder() {
        return holder;
    }
}
