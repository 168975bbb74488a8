package org.puli.farm.schedule;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.farm.Farm;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Lane.State;

/**
 * Opens the lanes that something new could serve: a freed worker or a freed seat wakes the best of those that waited
 * for it, one after the other, and leaves the rest asleep.
 */
final class Wakeful {
    /**
     * With more freed workers than this at once, all stuck work is looked at again instead of matching each of them.
     */
    private static final int MOST_HOT = 4;

    private final Map<PoolName, PoolIndex> pools;
    private final LicenseLines forLicenses;
    private final Reservations reservations;
    private final Set<Worker> workers = new LinkedHashSet<>();
    private final Set<License> licenses = new LinkedHashSet<>();

    Wakeful(Farm farm, Map<PoolName, PoolIndex> pools, LicenseLines forLicenses, Moves moves) {
        this.pools = pools;
        this.forLicenses = forLicenses;
        this.reservations = new Reservations(farm, moves, this::hot);
    }

    /** Who is kept for whom. */
    Reservations reservations() {
        return reservations;
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
     * somebody are looked at each time, since who comes before him changes without a word from them.
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
        reservations.all().forEach(this::wakeUpTo);
        workers.removeIf(worker -> !wake(worker));
        licenses.removeIf(license -> !wake(license, hasSeats));
    }

    /** Opens the best lane that fits a worker and comes not after the one that it is kept for. */
    private void wakeUpTo(Reservations.Kept kept) {
        Lane lane = findBestFor(kept.worker(), kept.lane());
        if (lane != null) {
            lane.state(State.OPEN);
        }
    }

    private void reopen(Pool pool) {
        PoolIndex index = pools.get(pool.name());
        if (index != null) {
            index.reopenStuck();
        }
    }

    private boolean wake(Worker worker) {
        Lane lane = worker.isOpen() ? findBestFor(worker, null) : null;
        if (lane != null) {
            lane.state(State.OPEN);
        }
        return lane != null;
    }

    /** The best lane that waits for a worker, comes not after another and may have this one; null when none does. */
    private @Nullable Lane findBestFor(Worker worker, @Nullable Lane last) {
        if (worker.freeMilliCores() <= 0) {
            return null;
        }
        Lane best = null;
        for (Pool pool : worker.pools()) {
            PoolIndex index = pools.get(pool.name());
            for (ShareLine line : index == null ? List.<ShareLine>of() : index.lines()) {
                Lane lane = findBestIn(line, worker, best == null ? last : best);
                best = lane == null ? best : lane;
            }
        }
        return best;
    }

    /**
     * The best lane of a line that may have the worker and comes not after another. The line is sorted by job; among
     * the lanes of one job its tree decides, so all of them are looked at.
     */
    private @Nullable Lane findBestIn(ShareLine line, Worker worker, @Nullable Lane last) {
        Lane best = null;
        for (Lane lane : line.stuck()) {
            Lane bound = best == null ? last : best;
            boolean isAfter = bound != null && Order.compare(lane, bound) > 0;
            if (isAfter && bound != null && bound.first().job() != lane.first().job()) {
                return best;
            }
            if (!isAfter && fits(worker, lane) && !reservations.isKeptFrom(worker, lane)) {
                best = lane;
            }
        }
        return best;
    }

    private static boolean fits(Worker worker, Lane lane) {
        Site site = lane.site();
        return site.open().get(Math.toIntExact(worker.number()))
                && worker.hasRoomFor(site.shape().need());
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
