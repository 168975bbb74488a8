package org.puli.farm.schedule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Lane.State;

/**
 * Opens the lanes that something new could serve: a freed worker or a freed seat wakes the best of those that waited for
 * it, one after the other, and leaves the rest asleep.
 */
final class Wakeful {
    /** With more freed workers than this at once, all stuck work is looked at again instead of matching each of them. */
    private static final int MOST_HOT = 4;

    private final Map<PoolName, PoolIndex> pools;
    private final LicenseLines forLicenses;
    private final Reservations reservations;
    private final Set<Worker> workers = new LinkedHashSet<>();
    private final Set<License> licenses = new LinkedHashSet<>();

    Wakeful(Map<PoolName, PoolIndex> pools, LicenseLines forLicenses, Reservations reservations) {
        this.pools = pools;
        this.forLicenses = forLicenses;
        this.reservations = reservations;
    }

    void hot(Worker worker) {
        if (worker.isOpen()) {
            workers.add(worker);
        }
    }

    void hot(License license) {
        if (license.free() > 0) {
            licenses.add(license);
        }
    }

    /**
     * Opens what the freed workers and seats could serve; whoever serves nobody is forgotten. Workers that are kept for
     * somebody are looked at each time, since from whom they are kept changes without a word from them.
     */
    void wake(Predicate<Lane> canStart, Predicate<Lane> hasSeats) {
        if (workers.size() > MOST_HOT) {
            workers.stream()
                    .flatMap(worker -> worker.pools().stream())
                    .distinct()
                    .forEach(this::reopen);
            workers.clear();
        }
        reservations.compute(pools.values(), canStart);
        workers.removeIf(worker -> !wake(worker));
        reservations.everKept().forEach(this::wake);
        licenses.removeIf(license -> !wake(license, hasSeats));
    }

    /** Says that nothing is left to try. */
    void settle() {
        reservations.settle();
    }

    private void reopen(Pool pool) {
        PoolIndex index = pools.get(pool.name());
        if (index != null) {
            index.reopenStuck();
        }
    }

    private boolean wake(Worker worker) {
        Lane lane = worker.isOpen() && worker.freeMilliCores() > 0 ? findBestFor(worker) : null;
        if (lane != null) {
            lane.state(State.OPEN);
        }
        return lane != null;
    }

    /** The best lane that waits for a worker and may have this one; null when none does. */
    private @Nullable Lane findBestFor(Worker worker) {
        int place = Math.toIntExact(worker.number());
        Lane best = null;
        for (Pool pool : worker.pools()) {
            PoolIndex index = pools.get(pool.name());
            for (ShareLine line : index == null ? List.<ShareLine>of() : index.lines()) {
                for (Lane lane : line.stuck()) {
                    Site site = lane.site();
                    boolean fits = site.open().get(place)
                            && worker.hasRoomFor(site.shape().need());
                    if (fits && (best == null || Order.compare(lane, best) < 0) && !isKeptFrom(worker, lane)) {
                        best = lane;
                    }
                }
            }
        }
        return best;
    }

    private boolean isKeptFrom(Worker worker, Lane lane) {
        return reservations.isKeptFrom(worker, lane);
    }

    private boolean wake(License license, Predicate<Lane> hasSeats) {
        Lane best = null;
        for (Lane lane : forLicenses.of(license.name())) {
            if (hasSeats.test(lane) && (best == null || Order.compare(lane, best) < 0)) {
                best = lane;
            }
        }
        if (best != null) {
            best.state(State.OPEN);
        }
        return best != null;
    }
}
