package org.puli.simulation.invariant;

import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.WorkerReport;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.row.FarmRows;
import org.puli.simulation.time.SimScheduler;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;
import org.puli.simulation.world.World;

/**
 * What a healthy worker runs is never given up, nor is an end that a worker has kept: an attempt is lost only when its
 * worker was started anew, told to stop or wanted to be rid of it after it was given the attempt, or was silent for
 * long while the dispatcher listened.
 */
public final class HealthyWork implements Witness {
    private final SimScheduler scheduler;
    private final long enoughNanos;
    /** When each worker was last heard, on a clock that stands while the dispatcher does not listen. */
    private final TreeMap<WorkerName, Long> heardAt = new TreeMap<>();

    /** What was given when, and which report of its worker was the newest one then. */
    private record Given(WorkerName worker, String bootId, long at, long heard) {}

    private final TreeMap<String, Long> newest = new TreeMap<>();
    private final TreeMap<WorkerName, String> boots = new TreeMap<>();
    private final TreeMap<WorkerName, Long> unwantedAt = new TreeMap<>();
    /** The last report of each worker that was made before that. */
    private final TreeMap<WorkerName, Long> unwantedAfter = new TreeMap<>();

    private final TreeMap<WorkerName, Long> stoppingSince = new TreeMap<>();
    private final TreeMap<AttemptRef, Given> given = new TreeMap<>();
    private final TreeSet<AttemptRef> kept = new TreeSet<>();
    private long deafNanos;
    private long loadedAt;

    /** Silence of less than half of {@code lostAfterMillis} is no excuse. */
    public HealthyWork(SimScheduler scheduler, long lostAfterMillis) {
        this.scheduler = scheduler;
        this.enoughNanos = lostAfterMillis * World.MILLI / 2;
    }

    @Override
    public void reported(WorkerReport report) {
        // One that was overtaken by a newer one says nothing.
        boolean isNews = report.number() > newest.getOrDefault(report.bootId(), 0L);
        if (isNews) {
            newest.put(report.bootId(), report.number());
            heardAt.put(report.worker(), listenedNanos());
        }
    }

    @Override
    public void booted(WorkerName worker, String bootId) {
        boots.put(worker, bootId);
        stoppingSince.remove(worker);
    }

    @Override
    public void stopping(WorkerName worker) {
        stoppingSince.putIfAbsent(worker, scheduler.now());
    }

    @Override
    public void withdrawn(WorkerName worker, long lastReport) {
        unwantedAt.put(worker, scheduler.now());
        unwantedAfter.put(worker, lastReport);
    }

    @Override
    public void kept(WorkerName worker, EndedRun run) {
        if (run.outcome() != EndedRun.Outcome.STOPPED) {
            kept.add(run.attempt());
        }
    }

    @Override
    public void loaded(Farm farm, FarmRows rows) {
        loadedAt = listenedNanos();
    }

    @Override
    public void awoke(long asleepNanos) {
        deafNanos += asleepNanos;
    }

    private long listenedNanos() {
        return scheduler.now() - deafNanos;
    }

    @Override
    public void changing(Farm farm, Change change) {
        switch (change) {
            case Change.CommandAssigned assigned -> give(farm, assigned);
            case Change.AttemptLost lost -> lose(farm, lost);
            default -> {}
        }
    }

    private void give(Farm farm, Change.CommandAssigned assigned) {
        Worker worker = farm.findWorker(assigned.worker());
        String bootId = worker == null ? "" : worker.bootId();
        given.put(
                assigned.attempt(),
                new Given(assigned.worker(), bootId, scheduler.now(), newest.getOrDefault(bootId, 0L)));
    }

    private void lose(Farm farm, Change.AttemptLost lost) {
        Command command = farm.findCommand(lost.attempt().command());
        // What was canceled is given up on purpose.
        if (command != null && command.isWanted()) {
            check(lost.attempt(), lost.reason());
        }
    }

    private void check(AttemptRef attempt, String reason) {
        Given to = given.get(attempt);
        if (to == null) {
            throw new Broken("attempt %s is lost and was never given to anybody".formatted(attempt));
        }
        WorkerName worker = to.worker();
        long silentNanos = listenedNanos() - Math.max(loadedAt, heardAt.getOrDefault(worker, 0L));
        if (silentNanos >= enoughNanos) {
            return;
        }
        // A stopping worker gives back what it had, and never what it is given now, for it would be given that again.
        // One that wanted no work when it was given some, and had not been heard of that, does not begin it: what
        // arrived since may have been made before.
        boolean isUnwanted = to.at() <= unwantedAt.getOrDefault(worker, Long.MIN_VALUE)
                || to.heard() <= unwantedAfter.getOrDefault(worker, Long.MIN_VALUE);
        boolean isStopping = to.at() <= stoppingSince.getOrDefault(worker, Long.MIN_VALUE);
        Broken.unless(
                isStopping || isUnwanted || !to.bootId().equals(boots.get(worker)),
                "attempt %s is given up because '%s', and %s is well and was heard %s ms ago",
                attempt,
                reason,
                worker,
                silentNanos / World.MILLI);
        Broken.unless(
                !kept.contains(attempt),
                "attempt %s is given up because '%s', and %s has kept how it ended",
                attempt,
                reason,
                worker);
    }
}
