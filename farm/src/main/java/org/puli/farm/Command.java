package org.puli.farm;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.WorkerName;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Need;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.Progress;
import org.puli.api.view.Status;
import org.puli.farm.change.Change;
import org.puli.farm.change.Delay;
import org.puli.farm.change.ShareRef;
import org.puli.farm.row.CommandRow;

/**
 * A command that has left its first state. Its status is what became of it for the farm; what its newest attempt still
 * holds on a worker is told by {@link #holder}, and the two end apart: a canceled command holds its worker until that
 * says that the processes are gone. Owned by the loop.
 */
public final class Command {
    private final Task task;
    private final int index;
    private Status status;
    private int attempt;
    private Remembered remembered = Remembered.NONE;
    private @Nullable Lease lease;
    private @Nullable WorkerName lastWorker;
    private long assignedAt;
    private long startedAt;
    private long endedAt;
    private @Nullable Integer exitCode;
    private @Nullable String reason;

    Command(Task task, int index, Status status) {
        this.task = task;
        this.index = index;
        this.status = status;
    }

    /** The task it belongs to. */
    public Task task() {
        return task;
    }

    /** Its place in the task, from 0. */
    public int index() {
        return index;
    }

    /** Its number. */
    public CommandId id() {
        return task.commandId(index);
    }

    /** Where it stands; never BLOCKED, which is a matter of its task. */
    public Status status() {
        return status;
    }

    /** The newest attempt's number, 0 before the first. */
    public int attempt() {
        return attempt;
    }

    /** The newest attempt. */
    public AttemptRef ref() {
        return new AttemptRef(id(), attempt);
    }

    /** Attempts that failed since a person last made it ready. */
    public int failures() {
        return remembered.failures();
    }

    int losses() {
        return remembered.losses();
    }

    /** Attempts in a row that were given back and do not count. */
    public int returns() {
        return remembered.returns();
    }

    /** Its pause before the next try; null when it does not pause. */
    public @Nullable Delay delay() {
        return remembered.delay();
    }

    /** Workers on which it failed or did not start, the newest last; at most the newest sixteen. */
    public List<Worker> avoided() {
        return remembered.avoided().workers();
    }

    /** The numbers of these workers, ascending. */
    public List<Long> avoidedNumbers() {
        return remembered.avoided().numbers();
    }

    /** Whether it should go to another worker, as long as there is one that can take it. */
    public boolean avoids(Worker worker) {
        return avoided().contains(worker);
    }

    /** The worker whose cores, memory and licenses the newest attempt holds; null when it holds nothing. */
    public @Nullable Worker holder() {
        return lease == null ? null : lease.holder();
    }

    /** What the newest attempt holds there, cores as they were granted; ask only while it holds something. */
    public Need held() {
        return requireNonNull(lease, "only a command that has a holder holds something")
                .held();
    }

    /** Bytes that it reserves since it used more than its task says; 0 when its task's word holds. */
    public long grownMemory() {
        return remembered.grownMemory();
    }

    /** What its next attempt holds. */
    public Need need() {
        return task.need().withMemory(grownMemory());
    }

    /** Where the newest attempt was given to; null before the first. */
    public @Nullable WorkerName lastWorker() {
        return lastWorker;
    }

    /** What it holds; 0 when it holds nothing. */
    public long leaseId() {
        return lease == null ? 0 : lease.id();
    }

    /** The first orders of this epoch that named the attempt; null when none did yet. */
    public @Nullable OrdersNumber orderedIn() {
        return lease == null ? null : lease.orderedIn();
    }

    /** Whether the farm wants its attempt to run. */
    public boolean isWanted() {
        return lease != null && status.isActive();
    }

    /** The share for which the newest attempt is being stopped; null when it is not, or is gone. */
    public @Nullable ShareRef stoppedFor() {
        return lease == null ? null : lease.stoppedFor();
    }

    /** What its program tells of how far it is. */
    public Progress told() {
        return lease != null && status == Status.RUNNING ? lease.told() : Progress.NONE;
    }

    /** Frames that earlier attempts finished; null when none are known. */
    public @Nullable FrameRange framesDone() {
        return remembered.framesDone();
    }

    /** When the newest attempt was given to its worker, milliseconds since 1970; 0 before the first. */
    public long assignedAt() {
        return assignedAt;
    }

    /** When the newest attempt started, milliseconds since 1970; 0 when it did not. */
    public long startedAt() {
        return startedAt;
    }

    /** When it ended, milliseconds since 1970; 0 while it has not. */
    public long endedAt() {
        return endedAt;
    }

    /** What the process returned; null when there is none. */
    public @Nullable Integer exitCode() {
        return exitCode;
    }

    /** Why it failed or was given back; null when there is nothing to say. */
    public @Nullable String reason() {
        return reason;
    }

    /** Whether a person keeps just this command from starting. */
    public boolean isHeldBack() {
        return remembered.heldBack();
    }

    void hold(boolean to) {
        if (to != isHeldBack()) {
            task.countHeldBack(to ? 1 : -1);
            remembered = remembered.heldBack(to);
        }
        task.queue(this);
    }

    void move(Status to) {
        Status before = status;
        status = to;
        knowDone(DoneFrames.after(this, lease == null ? null : lease.told().framesDone(), before, to));
        if (to.isEnded() && isHeldBack()) {
            hold(false);
        }
        if (to != Status.READY) {
            pause(null);
        }
        task.moved(this, before);
        task.queue(this);
    }

    private void knowDone(@Nullable FrameRange frames) {
        if (!Objects.equals(frames, framesDone())) {
            remembered = remembered.withFramesDone(frames);
        }
    }

    void assign(Worker worker, int number, Need grant, long leaseId, long at) {
        attempt = number;
        lease = new Lease(worker, leaseId, grant);
        lastWorker = worker.name();
        assignedAt = at;
        startedAt = 0;
        endedAt = 0;
        exitCode = null;
        reason = null;
        move(Status.ASSIGNED);
    }

    void start(long at) {
        startedAt = at;
        move(Status.RUNNING);
    }

    /** From now on its attempt holds only this. */
    void keep(Need rest) {
        requireNonNull(lease, "only what is held can be kept").keep(rest);
    }

    void release() {
        lease = null;
        task.queue(this);
    }

    /** From now on it pauses like this, or not at all. */
    private void pause(@Nullable Delay now) {
        Delay before = delay();
        if (before != null) {
            task.unqueue(this, before);
        }
        if (!Objects.equals(before, now)) {
            remembered = remembered.withDelay(now);
        }
    }

    /** It pauses like this from now on; null when its pause is over. */
    void anchor(@Nullable Delay now) {
        pause(now);
        task.queue(this);
    }

    /** The attempt failed; it is kept from its worker if that can be. */
    void fail(EndedRun run, Change.CommandFailed how) {
        remembered = remembered.failed();
        avoid(how.retry());
        pause(how.delay());
        end(how.retry() ? Status.READY : Status.FAILED, run, how.reason(), how.at());
    }

    /** The attempt is given back and does not count. */
    void giveBack(EndedRun run, Change.CommandReturned how) {
        remembered = remembered.returned();
        avoid(how.elsewhere());
        pause(how.delay());
        end(Status.READY, run, how.reason(), how.at());
    }

    /** The attempt used more memory than it had reserved, and the next one reserves more. */
    void grow(EndedRun run, Change.CommandGrown how) {
        remembered = remembered.grown(how.memoryBytes());
        end(Status.READY, run, how.reason(), how.at());
    }

    /** It is stopped for a share below its minimum; the worker keeps what it holds until it is gone. */
    void preempt(ShareRef share) {
        requireNonNull(lease, "only what is held can be taken back").stopFor(share);
        takeBack(share.reason());
    }

    /** Its worker has not started it in time; the worker keeps what the attempt holds until it says that it is gone. */
    void overdue(String why) {
        avoid(true);
        lose(why);
    }

    private void avoid(boolean elsewhere) {
        Worker here = holder();
        if (elsewhere && here != null) {
            remembered = remembered.withAvoided(remembered.avoided().with(here));
        }
    }

    /** Says whether it avoided a worker that is gone for good. */
    boolean forgetAvoided(Worker worker) {
        boolean hasAvoided = avoids(worker);
        if (hasAvoided) {
            remembered = remembered.withAvoided(remembered.avoided().without(worker));
        }
        return hasAvoided;
    }

    void end(Status to, EndedRun run, @Nullable String why, long at) {
        startedAt = run.startedAt();
        exitCode = run.exitCode();
        reason = why == null ? run.reason() : why;
        endedAt = at;
        if (run.framesDone() != null) {
            told(new Progress(null, null, run.framesDone()));
        }
        move(to);
    }

    void lose(String why) {
        remembered = remembered.lost();
        takeBack(why);
    }

    /** Somebody says where it stands; a running attempt is stopped by that. */
    void settle(Status to, @Nullable String why, long at) {
        endedAt = at;
        reason = why;
        move(to);
    }

    /** Its attempt is to be stopped and it is to run again; that is no failure. */
    void takeBack(String why) {
        reason = why;
        startedAt = 0;
        move(Status.READY);
    }

    void makeReady() {
        remembered = remembered.forgiven();
        endedAt = 0;
        reason = null;
        move(Status.READY);
    }

    /** A person wants all of its frames again. */
    void forgetFrames() {
        knowDone(null);
        told(Progress.NONE);
    }

    void told(Progress progress) {
        if (lease != null) {
            lease.told(progress);
        }
    }

    void ordered(OrdersNumber number) {
        if (lease != null) {
            lease.ordered(number);
        }
    }

    void restore(CommandRow row, @Nullable WorkerName last, @Nullable Worker holding, Avoided others) {
        attempt = row.attempt();
        remembered = Remembered.of(row, others);
        lastWorker = last;
        lease = holding == null ? null : CommandRows.lease(row, holding, task.need());
        assignedAt = row.assignedAt();
        startedAt = row.startedAt();
        endedAt = row.endedAt();
        exitCode = row.exitCode();
        reason = row.reason();
        if (row.status() == Status.DONE && row.startedAt() > 0) {
            task.took(row.endedAt() - row.startedAt());
        }
        move(row.status());
        knowDone(CommandRows.framesDone(row));
        hold(row.heldBack());
    }

    /** Its row. */
    public CommandRow row() {
        return CommandRows.row(this);
    }
}
