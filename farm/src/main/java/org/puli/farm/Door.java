package org.puli.farm;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.spec.Dependency;

/**
 * The way into a task, a group or a job: what it waits for as a whole, and its own end, which others may wait for.
 * Owned by the loop.
 */
final class Door extends Waiter {
    private final Job job;
    private final @Nullable TaskId node;
    private final Supplier<Gate> around;
    private final Runnable gateMoved;
    private final Supplier<List<Node>> behind;
    private final Waits waits = new Waits();
    private final Awaited end;
    private Gate gate = Gate.OPEN;

    /**
     * A door of a job.
     *
     * @param node the task or group that it leads to; null for the job as a whole
     * @param around the gate of what is around it, which has to be passed first
     * @param gateMoved what follows from another gate
     * @param behind the tasks and groups behind it, outer ones only
     * @param tally of all commands behind it
     */
    Door(
            Job job,
            @Nullable TaskId node,
            Supplier<Gate> around,
            Runnable gateMoved,
            Supplier<List<Node>> behind,
            Tally tally) {
        this.job = job;
        this.node = node;
        this.around = around;
        this.gateMoved = gateMoved;
        this.behind = behind;
        this.end = new Awaited(tally, job.unsettled());
    }

    Waits waits() {
        return waits;
    }

    Awaited end() {
        return end;
    }

    Gate gate() {
        return gate;
    }

    @Override
    void regate() {
        Gate now = around.get().or(waits.gate());
        if (now != gate) {
            gate = now;
            job.unsettled().moved(job);
            gateMoved.run();
        }
    }

    @Override
    Job job() {
        return job;
    }

    @Override
    List<Node> waiting() {
        return behind.get();
    }

    @Override
    void forget(Awaited gone) {
        waits.forget(gone);
        regate();
    }

    @Override
    boolean isKeptBy(Awaited other) {
        return waits.isKeptBy(other);
    }

    /** Waits for another end from now on. */
    void waitFor(Awaited target, Dependency.End said) {
        waits.add(target, said);
        target.add(this);
    }

    /** Waits for a time or a file from now on. */
    void waitFor(Dependency timeOrFile) {
        waits.add(timeOrFile);
        expect(waits.once().size() - 1);
    }

    /**
     * Takes what an edited spec says of what it waits for; whether these are other times. Ends of other work, and
     * files, are the same as before, though a file may stand at another place.
     */
    boolean retime(List<Dependency> after) {
        List<Dependency> before = List.copyOf(waits.once());
        List<Dependency> now =
                after.stream().filter(one -> !(one instanceof Dependency.End)).toList();
        if (now.equals(before)) {
            return false;
        }
        PendingWaits.of(waits).stream()
                .filter(place -> isOther(now, place, before))
                .forEach(this::forget);
        waits.retime(now);
        PendingWaits.of(waits).stream()
                .filter(place -> isOther(before, place, now))
                .forEach(this::expect);
        job.unsettled().add(this);
        return true;
    }

    private static boolean isOther(List<Dependency> one, int place, List<Dependency> other) {
        return place >= one.size() || !one.get(place).equals(other.get(place));
    }

    private void expect(int place) {
        switch (waits.once().get(place)) {
            case Dependency.Time time -> job.deadlines().await(due(time, place));
            case Dependency.File file ->
                job.around().files().add(job, file.path(), new AwaitedFile(job.id(), node, place));
            case Dependency.End end -> throw new IllegalStateException("an end does not come once: " + end);
        }
    }

    private DueTime due(Dependency.Time time, int place) {
        return new DueTime(time.millis(job.submittedAt()), job.id(), node, place);
    }

    /** One of the times and files that it waits for has come. */
    void come(int place) {
        waits.come(place);
        forget(place);
        job.unsettled().add(this);
    }

    /** Nobody minds any more when a time comes, or whether a file is there. */
    private void forget(int place) {
        switch (waits.once().get(place)) {
            case Dependency.Time time -> job.deadlines().forget(due(time, place));
            case Dependency.File file ->
                job.around().files().remove(job, file.path(), new AwaitedFile(job.id(), node, place));
            case Dependency.End end -> throw new IllegalStateException("an end does not come once: " + end);
        }
    }

    /** Takes the times and files that had come when it was stored. */
    void restore(long stored) {
        for (int place = 0; place < waits.once().size(); place++) {
            if ((stored & (1L << place)) != 0) {
                come(place);
            }
        }
    }

    /** Another job that waits for the end, which has not come or came otherwise; null for none. */
    @Nullable
    JobId findKept() {
        for (Waiter waiter : end.waiters()) {
            if (waiter.job() != job && waiter.isKeptBy(end)) {
                return waiter.job().id();
            }
        }
        return null;
    }

    /** Its job goes: it waits for nothing, and nobody in other jobs waits for it. */
    void leave() {
        waits.targets().forEach(target -> target.remove(this));
        for (int place = 0; place < waits.once().size(); place++) {
            forget(place);
        }
        for (Waiter waiter : List.copyOf(end.waiters())) {
            if (waiter.job() != job) {
                waiter.forget(end);
            }
        }
    }
}
