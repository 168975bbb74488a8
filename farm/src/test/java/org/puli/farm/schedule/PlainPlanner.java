package org.puli.farm.schedule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Need;
import org.puli.farm.Pool;
import org.puli.farm.Task;
import org.puli.farm.Worker;

/** The planner's rules in the plainest form: looks at everything each time and remembers nothing. */
final class PlainPlanner {
    private final Farm farm;

    PlainPlanner(Farm farm) {
        this.farm = farm;
    }

    /** The job that is served next; null when nothing can start. */
    @Nullable
    Job findNextJob() {
        return farm.jobs().stream()
                .filter(job -> !startable(job).isEmpty())
                .min(Comparator.comparing(Rank::of))
                .orElse(null);
    }

    /** The tasks of a job that could start a command now. */
    List<Task> startable(Job job) {
        if (job.isPaused() || job.leaseCount() >= job.maxWorkers()) {
            return List.of();
        }
        return job.tasks().stream()
                .filter(Task::isReady)
                .filter(task -> hasSeats(task.need()) && findWorker(job, task.need()) != null)
                .toList();
    }

    private boolean hasSeats(Need need) {
        return need.licenses().entrySet().stream()
                .allMatch(entry -> Optional.ofNullable(farm.findLicense(entry.getKey()))
                        .map(License::free)
                        .filter(free -> free >= entry.getValue())
                        .isPresent());
    }

    /** The worker that fits best: the fewest whole free cores, then whoever joined first; null when none has room. */
    @Nullable
    Worker findWorker(Job job, Need need) {
        Pool pool = farm.findPool(job.pool());
        return pool == null
                ? null
                : pool.workers().stream()
                        .filter(worker -> worker.isOpen() && worker.hasRoomFor(need))
                        .min(Comparator.comparingInt((Worker worker) -> worker.freeMilliCores() / 1000)
                                .thenComparingLong(Worker::number))
                        .orElse(null);
    }
}
