package org.puli.farm.schedule;

import java.util.function.Predicate;
import org.puli.api.spec.Need;
import org.puli.farm.Pool;
import org.puli.farm.Worker;

/**
 * Workers that serve their pools in an order: one of them is given work of a later pool only while nothing that waits
 * in an earlier one could start on it. It remembers nothing.
 */
final class EarlierPools {
    private final PoolIndexes pools;
    private final Seats seats;
    private final Predicate<Lane> canStart;

    /** {@code canStart} tells whether a lane lacks nothing but a worker. */
    EarlierPools(PoolIndexes pools, Seats seats, Predicate<Lane> canStart) {
        this.pools = pools;
        this.seats = seats;
        this.canStart = canStart;
    }

    /** Whether a worker serves another of its pools before this one. */
    static boolean areAhead(Worker worker, Pool pool) {
        return worker.pools().stream().anyMatch(other -> place(worker, other) < place(worker, pool));
    }

    /** After how many pools of its order a worker serves a pool; 0 for all of them when there is no order. */
    private static int place(Worker worker, Pool pool) {
        int place = worker.poolOrder().indexOf(pool.name());
        return place < 0 ? worker.poolOrder().size() : place;
    }

    /** Whether something of a pool that a worker serves before this one could start on it now. */
    boolean want(Worker worker, Pool pool) {
        if (worker.poolOrder().isEmpty()) {
            return false;
        }
        int place = place(worker, pool);
        for (Pool other : worker.pools()) {
            PoolIndex index = place(worker, other) < place ? pools.find(other) : null;
            if (index != null && hasWorkFor(index, worker)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something of a pool that a worker serves before this one will take the next room that it has. */
    boolean comeBefore(Worker worker, Pool pool) {
        int place = place(worker, pool);
        for (Pool other : worker.pools()) {
            PoolIndex index = place(worker, other) < place ? pools.find(other) : null;
            if (index != null && awaits(index, worker)) {
                return true;
            }
        }
        return false;
    }

    private boolean awaits(PoolIndex pool, Worker worker) {
        return pool.sites().stream()
                .filter(site -> site.open().get(Math.toIntExact(worker.number())))
                .anyMatch(site -> site.lanes().stream().anyMatch(this::waits));
    }

    private boolean hasWorkFor(PoolIndex pool, Worker worker) {
        for (Site site : pool.sites()) {
            Need need = site.shape().need();
            boolean isRight = site.open().get(Math.toIntExact(worker.number())) && worker.hasRoomFor(need);
            if (isRight && seats.suffice(worker, need) && site.lanes().stream().anyMatch(this::waits)) {
                return true;
            }
        }
        return false;
    }

    private boolean waits(Lane lane) {
        return !lane.isEmpty() && canStart.test(lane);
    }
}
