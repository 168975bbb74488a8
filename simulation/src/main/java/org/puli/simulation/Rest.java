package org.puli.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;
import org.puli.api.view.Counts;
import org.puli.api.view.Presence;
import org.puli.farm.DueTime;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Moment;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Eligibility;
import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.world.World;

/** A farm on which all is done: every job over, every seat free, every worker there and idle. */
final class Rest {
    /** As the docs say: so many pauses between packets lie between two machines that are woken to look for files. */
    private static final long PAUSES = 5;

    /** A file is looked for by each of those awake for so long. */
    private static final long TURN_MILLIS = 60_000;

    private Rest() {}

    /** How long it may take until each machine that sleeps was woken to look for a file, and did. */
    static long lookNanos(FaultPlan plan) {
        long machines = plan.sizes().workers();
        long pause = Math.max(PAUSES * plan.rules().wake().againMillis(), machines * TURN_MILLIS);
        return machines * (pause + TURN_MILLIS) * World.MILLI;
    }

    /** What is not yet so, in words; null when all is done. */
    static @Nullable String findMissing(Farm farm, Moment now) {
        for (Worker worker : farm.workers()) {
            if (worker.presence() == Presence.LOST) {
                return "worker " + worker.name() + " is lost";
            }
            if (!worker.leases().isEmpty()) {
                return "worker " + worker.name() + " holds attempt "
                        + worker.leases().getFirst().ref();
            }
        }
        for (License license : farm.licenses()) {
            if (license.used() != 0) {
                return "license " + license.name() + " has " + license.used() + " seats in use";
            }
        }
        List<DueTime> due = farm.deadlines().dueTimes(now);
        if (!due.isEmpty()) {
            return "nobody told that a time has come: " + due.getFirst();
        }
        for (Job job : farm.jobs()) {
            // What waits for an end that does not come, or for a time far off, waits for ever.
            Counts counts = job.counts();
            boolean isLeft = counts.ready() + counts.assigned() + counts.running() > 0;
            if (isLeft && !hasOutgrownAll(farm, job)) {
                return "job " + job.id() + " has work left: " + job.counts() + lacks(farm, job);
            }
            if (job.counts().blocked() > 0 && waitsForFile(job)) {
                return "job " + job.id() + " waits for a file, and all of them are there";
            }
        }
        return null;
    }

    /** Whether all that could start reserves more than its task says by now, and more than any worker has. */
    private static boolean hasOutgrownAll(Farm farm, Job job) {
        Pool pool = farm.findPool(job.pool());
        Counts counts = job.counts();
        boolean isAny = false;
        for (Task task : job.tasks()) {
            for (Shape shape : task.readyShapes()) {
                boolean isGrown = shape.need().memoryBytes() > task.need().memoryBytes();
                if (!isGrown || pool == null || isRightForAny(pool, shape)) {
                    return false;
                }
                isAny = true;
            }
        }
        return isAny && counts.assigned() + counts.running() == 0;
    }

    private static boolean isRightForAny(Pool pool, Shape shape) {
        return pool.workers().stream().anyMatch(worker -> Eligibility.isRight(worker, shape));
    }

    private static boolean waitsForFile(Job job) {
        List<Dependency> missing = new ArrayList<>(job.missing());
        job.nodes().forEach(node -> missing.addAll(node.missing()));
        return missing.stream().anyMatch(one -> one instanceof Dependency.File);
    }

    /** What each of its ready tasks lacks on each worker. */
    private static String lacks(Farm farm, Job job) {
        StringBuilder words = new StringBuilder(" in pool " + job.pool());
        for (Task task : job.tasks()) {
            if (task.isReady()) {
                words.append("; ").append(task.name()).append(" needs ").append(task.need());
                for (Worker worker : farm.workers()) {
                    words.append(", ")
                            .append(worker.name())
                            .append(' ')
                            .append(Eligibility.findLack(worker, task.shape()));
                }
            }
        }
        for (License license : farm.licenses()) {
            words.append("; ").append(license.name()).append(" has ").append(license.count());
            words.append(" seats, ").append(license.outside()).append(" outside");
        }
        return words.toString();
    }
}
