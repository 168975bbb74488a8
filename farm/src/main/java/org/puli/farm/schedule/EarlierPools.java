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

    /** Whether something of a pool that a worker serves before this one could start on it now. */
    boolean want(Worker worker, Pool pool) {
        if (!worker.isLater(pool)) {
            return false;
        }
        int place = worker.placeOf(pool);
        for (Pool other : worker.pools()) {
            PoolIndex index = worker.placeOf(other) < place ? pools.find(other) : null;
            if (index != null && hasWorkFor(index, worker)) {
                return true;
            }
        }
        return false;
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
