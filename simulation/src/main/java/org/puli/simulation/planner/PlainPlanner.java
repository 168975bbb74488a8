package org.puli.simulation.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.Need;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Eligibility;

/**
 * The planner's rules in the plainest form: goes through all work in order, looks at every worker each time, and
 * remembers nothing.
 */
public final class PlainPlanner {
    private static final int MILLI = 1000;
    private static final int TENTHS = 10;

    /** What starts next. */
    public record Start(Task task, int index, Worker worker, int milliCores) {}

    /**
     * A worker that is kept for work that comes earlier in the order; null when all that are right are kept already.
     */
    private record Kept(Pool pool, Shape shape, @Nullable Worker worker) {}

    private final Farm farm;
    private final List<Kept> kept = new ArrayList<>();

    private PlainPlanner(Farm farm) {
        this.farm = farm;
    }

    /** What starts next; null when nothing can. */
    public static @Nullable Start findNext(Farm farm) {
        return new PlainPlanner(farm).next();
    }

    private @Nullable Start next() {
        for (Task task : PlainOrder.of(farm)) {
            Pool pool = farm.findPool(task.job().pool());
            if (pool == null || !mayStart(task)) {
                continue;
            }
            Worker worker = findWorker(task, pool);
            if (worker != null) {
                Need need = task.need();
                int grant = task.job().share().clipped(need, worker.grantFor(need));
                return new Start(task, task.nextIndex(), worker, grant);
            }
            keep(task, pool);
        }
        return null;
    }

    /** Whether a task lacks nothing but a worker. */
    private boolean mayStart(Task task) {
        Job job = task.job();
        boolean isReady = task.isReady() && !job.isPaused();
        return isReady
                && job.leaseCount() < job.maxWorkers()
                && task.mayStartMore()
                && job.share().hasRoomFor(task.need())
                && hasSeats(task.need());
    }

    private boolean hasSeats(Need need) {
        for (Map.Entry<LicenseName, Integer> seats : need.licenses().entrySet()) {
            int free = Optional.ofNullable(farm.findLicense(seats.getKey()))
                    .map(License::free)
                    .orElse(-1);
            if (free < seats.getValue()) {
                return false;
            }
        }
        return true;
    }

    private List<Worker> right(Task task, Pool pool) {
        return pool.workers().stream()
                .filter(worker -> worker.isOpen() && Eligibility.isRight(worker, task.shape()))
                .toList();
    }

    private @Nullable Worker findWorker(Task task, Pool pool) {
        int most = task.need().maxMilliCores() / MILLI;
        Comparator<Worker> fit = Comparator.comparingInt(
                worker -> wholeFree(worker) >= most ? wholeFree(worker) : Integer.MAX_VALUE - wholeFree(worker));
        return right(task, pool).stream()
                .filter(worker -> worker.hasRoomFor(task.need()) && !isKept(worker, task, pool))
                .min(fit.thenComparing(
                                Comparator.comparingInt(PlainPlanner::tenths).reversed())
                        .thenComparingInt(worker -> worker.lastJob() == task.job() ? 0 : 1)
                        .thenComparingLong(Worker::number))
                .orElse(null);
    }

    private static int wholeFree(Worker worker) {
        return Math.max(0, worker.freeMilliCores() / MILLI);
    }

    private static int tenths(Worker worker) {
        return (int) Math.round(worker.facts().equipment().performance() * TENTHS);
    }

    private boolean isKept(Worker worker, Task task, Pool pool) {
        return kept.stream().anyMatch(one -> one.worker() == worker && !isOf(one, task, pool));
    }

    private static boolean isOf(Kept one, Task task, Pool pool) {
        return one.pool() == pool && one.shape().equals(task.shape());
    }

    /** Keeps the freest worker that would be right, from everything that comes later. */
    private void keep(Task task, Pool pool) {
        List<Worker> right = right(task, pool);
        boolean isNew = kept.stream().noneMatch(one -> isOf(one, task, pool));
        long count = kept.stream().filter(one -> one.pool() == pool).count();
        if (isNew && !right.isEmpty() && count < pool.spec().reservationLimit()) {
            Worker freest = right.stream()
                    .filter(worker -> kept.stream().noneMatch(one -> one.worker() == worker))
                    .min(Comparator.comparingInt(PlainPlanner::wholeFree)
                            .thenComparingInt(PlainPlanner::tenths)
                            .reversed()
                            .thenComparingLong(Worker::number))
                    .orElse(null);
            kept.add(new Kept(pool, task.shape(), freest));
        }
    }
}
