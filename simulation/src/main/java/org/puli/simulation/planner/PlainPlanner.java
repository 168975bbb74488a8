package org.puli.simulation.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.spec.Need;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Pool;
import org.puli.farm.Shape;
import org.puli.farm.Share;
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

    /**
     * Work that lacks nothing but a worker, what it is of, and whoever is kept for work before it: the freest workers,
     * and those off which something is stopped.
     */
    record Waiting(Task task, Shape shape, Pool pool, List<Worker> keptFrom, List<KeptBefore> before) {}

    /** The freest worker that is kept for work that comes earlier, of another pool or shape. */
    record KeptBefore(Pool pool, Shape shape, Worker worker) {}

    private final Farm farm;
    private final ToIntFunction<Job> priority;
    private final PlainSeats seats;
    private final List<Kept> kept = new ArrayList<>();
    /** Workers off which something is stopped, for the first work of its share that gets room there. */
    private final Map<Kept, Share> stopping = new LinkedHashMap<>();

    private final List<Waiting> waiting = new ArrayList<>();

    private PlainPlanner(Farm farm, ToIntFunction<Job> priority) {
        this.farm = farm;
        this.priority = priority;
        this.seats = new PlainSeats(farm);
    }

    /** What starts next where each job has the priority that the function says; null when nothing can. */
    public static @Nullable Start findNext(Farm farm, ToIntFunction<Job> priority) {
        return new PlainPlanner(farm, priority).next();
    }

    /** What lacks nothing but a worker, in order; up to the one that can start if there is one. */
    static List<Waiting> waiting(Farm farm, ToIntFunction<Job> priority) {
        PlainPlanner planner = new PlainPlanner(farm, priority);
        planner.next();
        return planner.waiting;
    }

    private @Nullable Start next() {
        for (Task task : PlainOrder.of(farm, priority)) {
            Pool pool = farm.findPool(task.job().pool());
            Start start = pool == null || !mayStart(task) ? null : next(task, pool);
            if (start != null) {
                return start;
            }
        }
        return null;
    }

    /** Commands that avoid other workers are tried apart, in the order of their numbers. */
    private @Nullable Start next(Task task, Pool pool) {
        List<Shape> shapes = new ArrayList<>(task.readyShapes());
        shapes.sort(Comparator.comparingInt(task::nextIndex));
        for (Shape shape : shapes) {
            if (!task.job().share().hasRoomFor(shape.need())) {
                continue;
            }
            Worker worker = findWorker(task, shape, pool);
            if (worker != null) {
                Need need = shape.need();
                int grant = task.job().share().clipped(need, worker.grantFor(need));
                return new Start(task, task.nextIndex(shape), worker, grant);
            }
            if (!right(shape, pool).isEmpty()) {
                note(task, shape, pool);
            }
            keep(shape, pool);
            keepStopping(task, shape, pool);
        }
        return null;
    }

    private void note(Task task, Shape shape, Pool pool) {
        List<KeptBefore> before = new ArrayList<>();
        for (Kept one : kept) {
            if (one.worker() != null && !isOf(one, shape, pool)) {
                before.add(new KeptBefore(one.pool(), one.shape(), one.worker()));
            }
        }
        List<Worker> keptFrom = right(shape, pool).stream()
                .filter(worker -> isKept(worker, shape, pool))
                .toList();
        waiting.add(new Waiting(task, shape, pool, keptFrom, before));
    }

    /** The first work of a share below its minimum keeps a worker whose room is on its way to that share. */
    private void keepStopping(Task task, Shape shape, Pool pool) {
        Share share = task.job().share();
        for (Worker worker : right(shape, pool)) {
            boolean isStopping = worker.leases().stream()
                    .anyMatch(command -> PlainPreemption.refOf(pool, share).equals(command.stoppedFor()));
            boolean isFirst = stopping.entrySet().stream()
                    .noneMatch(one -> one.getValue() == share && one.getKey().worker() == worker);
            if (isStopping
                    && isFirst(worker, pool)
                    && isFirst
                    && share.isBelowMinimum()
                    && PlainPreemption.fits(worker, shape.need(), List.of())) {
                stopping.put(new Kept(pool, shape, worker), share);
            }
        }
    }

    /** Whether a task lacks nothing but a worker, and room in its job's share for what its commands hold. */
    private boolean mayStart(Task task) {
        Job job = task.job();
        boolean isReady = task.isReady() && !job.isPaused();
        return isReady && job.leaseCount() < job.maxWorkers() && task.mayStartMore();
    }

    private List<Worker> right(Shape shape, Pool pool) {
        return right(shape, pool, seats);
    }

    /** Workers that are right and on which there are seats. */
    static List<Worker> right(Shape shape, Pool pool, PlainSeats seats) {
        return preferred(shape, pool).stream()
                .filter(worker -> seats.suffice(worker, shape.need()))
                .toList();
    }

    /** Workers that a command failed on are right only while no other is. */
    private static List<Worker> preferred(Shape shape, Pool pool) {
        List<Worker> right = pool.workers().stream()
                .filter(worker -> worker.isOpen() && Eligibility.isRight(worker, shape))
                .toList();
        List<Worker> preferred = right.stream()
                .filter(worker -> !Eligibility.isAvoided(worker, shape))
                .toList();
        return preferred.isEmpty() ? right : preferred;
    }

    private @Nullable Worker findWorker(Task task, Shape shape, Pool pool) {
        int most = shape.need().maxMilliCores() / MILLI;
        Comparator<Worker> fit = Comparator.comparingInt(
                worker -> wholeFree(worker) >= most ? wholeFree(worker) : Integer.MAX_VALUE - wholeFree(worker));
        return right(shape, pool).stream()
                .filter(worker -> worker.hasRoomFor(shape.need())
                        && !isKept(worker, shape, pool)
                        && !isWantedEarlier(worker, pool))
                .min(Comparator.<Worker>comparingInt(worker -> seats.costOfSharing(worker, shape.need()))
                        .thenComparing(fit)
                        .thenComparing(
                                Comparator.comparingInt(PlainPlanner::tenths).reversed())
                        .thenComparingInt(worker -> worker.lastJob() == task.job() ? 0 : 1)
                        .thenComparingLong(Worker::number))
                .orElse(null);
    }

    /** Whether something waits in a pool that the worker serves before this one, and could start on it now. */
    private boolean isWantedEarlier(Worker worker, Pool pool) {
        for (Task task : worker.poolOrder().isEmpty() ? List.<Task>of() : PlainOrder.of(farm, priority)) {
            Pool other = farm.findPool(task.job().pool());
            if (other != null
                    && worker.pools().contains(other)
                    && isBefore(worker.poolOrder(), other.name(), pool.name())
                    && couldStart(task, other, worker)) {
                return true;
            }
        }
        return false;
    }

    private boolean couldStart(Task task, Pool pool, Worker worker) {
        return mayStart(task)
                && task.readyShapes().stream()
                        .anyMatch(shape -> worker.hasRoomFor(shape.need())
                                && task.job().share().hasRoomFor(shape.need())
                                && right(shape, pool).contains(worker));
    }

    private static boolean isBefore(List<PoolName> order, PoolName one, PoolName other) {
        return order.contains(one) && (!order.contains(other) || order.indexOf(one) < order.indexOf(other));
    }

    /** Whether a worker has no pool that it has to serve before this one. */
    static boolean isFirst(Worker worker, Pool pool) {
        return worker.pools().stream().noneMatch(other -> isBefore(worker.poolOrder(), other.name(), pool.name()));
    }

    static int wholeFree(Worker worker) {
        return Math.max(0, worker.freeMilliCores() / MILLI);
    }

    private static int tenths(Worker worker) {
        return (int) Math.round(worker.facts().equipment().performance() * TENTHS);
    }

    private boolean isKept(Worker worker, Shape shape, Pool pool) {
        return Stream.concat(kept.stream(), stopping.keySet().stream())
                .anyMatch(one -> one.worker() == worker && !isOf(one, shape, pool));
    }

    private static boolean isOf(Kept one, Shape shape, Pool pool) {
        return one.pool() == pool && one.shape().equals(shape);
    }

    /** Keeps the freest worker that would be right, from everything that comes later. */
    private void keep(Shape shape, Pool pool) {
        List<Worker> right = right(shape, pool);
        boolean isNew = kept.stream().noneMatch(one -> isOf(one, shape, pool));
        long count = kept.stream().filter(one -> one.pool() == pool).count();
        if (isNew && !right.isEmpty() && count < pool.spec().reservationLimit()) {
            Worker freest = right.stream()
                    .filter(worker -> isFirst(worker, pool) && kept.stream().noneMatch(one -> one.worker() == worker))
                    .min(Comparator.comparingInt(PlainPlanner::wholeFree)
                            .thenComparingInt(PlainPlanner::tenths)
                            .reversed()
                            .thenComparingLong(Worker::number))
                    .orElse(null);
            kept.add(new Kept(pool, shape, freest));
        }
    }
}
