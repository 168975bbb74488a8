package org.puli.simulation.check;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Need;
import org.puli.farm.Pool;
import org.puli.farm.Task;
import org.puli.farm.Worker;

/** Which job's turn it is, found without an index by looking at every task and every worker. */
public final class StartableWork {
    private static final Comparator<Job> ORDER = Comparator.comparingInt(Job::priority)
            .reversed()
            .thenComparingDouble(job -> job.usedCost() / job.weight())
            .thenComparingDouble(job -> job.startMark() + 1 / job.weight())
            .thenComparing(Job::id);

    private final Farm farm;

    private StartableWork(Farm farm) {
        this.farm = farm;
    }

    /** The job that is first in line among those of which something can start; null when nothing can. */
    public static @Nullable Job findFirst(Farm farm) {
        return new StartableWork(farm).first();
    }

    private @Nullable Job first() {
        Job best = null;
        for (Job job : farm.jobs()) {
            boolean isBefore = best == null || ORDER.compare(job, best) < 0;
            if (isBefore && canStart(job)) {
                best = job;
            }
        }
        return best;
    }

    private boolean canStart(Job job) {
        boolean mayStart = !job.isPaused() && job.leaseCount() < job.maxWorkers();
        return mayStart && job.tasks().stream().anyMatch(task -> canStart(job, task));
    }

    private boolean canStart(Job job, Task task) {
        return task.isReady() && hasSeats(task.need()) && hasWorker(job, task.need());
    }

    private boolean hasSeats(Need need) {
        for (Map.Entry<LicenseName, Integer> seats : need.licenses().entrySet()) {
            License license = farm.findLicense(seats.getKey());
            if (license == null || license.free() < seats.getValue()) {
                return false;
            }
        }
        return true;
    }

    private boolean hasWorker(Job job, Need need) {
        Pool pool = farm.findPool(job.pool());
        if (pool != null) {
            for (Worker worker : pool.workers()) {
                if (worker.isOpen() && worker.hasRoomFor(need)) {
                    return true;
                }
            }
        }
        return false;
    }
}
