package org.puli.farm.schedule;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.api.spec.SeatsPer;
import org.puli.farm.Farm;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Lane.State;

/**
 * Opens the lanes that something new could serve: a freed worker or a freed seat wakes the best of those that waited
 * for it, one after the other, and leaves the rest asleep. A worker that newly holds a seat has been given a command,
 * and is looked at for that.
 */
final class Wakeful {
    /**
     * With more freed workers than this at once, all stuck work is looked at again instead of matching each of them.
     */
    private static final int MOST_HOT = 4;

    private final PoolIndexes pools;
    private final Board board;
    private final LicenseLines forLicenses;
    private final Reservations reservations;
    private final Seats seats;
    private final EarlierPools earlier;
    /** Workers that were left to earlier pools of theirs. */
    private final Set<Worker> passedOver = new LinkedHashSet<>();

    private final Spares spares = new Spares();
    private Set<Worker> workers = new LinkedHashSet<>();
    private final Set<License> licenses = new LinkedHashSet<>();

    Wakeful(Farm farm, PoolIndexes pools, Seats seats, EarlierPools earlier, Board board) {
        this.pools = pools;
        this.board = board;
        this.forLicenses = board.forLicenses();
        this.seats = seats;
        this.earlier = earlier;
        this.reservations = new Reservations(farm, board, seats, this::hot);
    }

    /** Who is kept for whom. */
    Reservations reservations() {
        return reservations;
    }

    /** A worker has room for some work and was left to an earlier pool of its own. */
    void passOver(Worker worker) {
        passedOver.add(worker);
    }

    void hot(Worker worker) {
        if (worker.isOpen()) {
            workers.add(worker);
        }
    }

    /** A license has other seats to give than before, or other workers that hold them. */
    void hot(License license) {
        if (spares.note(license)) {
            reopen(forLicenses.stuck(license.name()));
        }
        // Where it is counted by worker, whoever holds a seat may need no further one.
        if (license.free() > 0 || (license.per() == SeatsPer.WORKER && license.spare() == 0)) {
            licenses.add(license);
        }
    }

    private static void reopen(Collection<SortedSet<Lane>> lines) {
        lines.stream().flatMap(Set::stream).toList().forEach(lane -> lane.state(State.OPEN));
    }

    /**
     * Opens what the freed workers and seats could serve; whoever serves nobody is forgotten. Workers that are kept for
     * somebody are looked at each time, since who comes before him changes without a word from them.
     *
     * @param canStart tells whether a lane lacks nothing but a worker
     * @param hasWorker tells whether there is a worker for it, as far as seats are counted by worker
     */
    void wake(Predicate<Lane> canStart, Predicate<Lane> hasWorker) {
        if (workers.size() > MOST_HOT) {
            reopenFor(workers);
            workers = new LinkedHashSet<>();
        }
        reservations.compute(pools.all(), canStart);
        reservations.all().forEach(this::wakeUpTo);
        workers.removeIf(worker -> !wake(worker));
        passedOver.removeIf(worker -> !wake(worker) && !isLeftToEarlier(worker));
        licenses.removeIf(license -> !wake(license, hasWorker));
    }

    /** Opens the best lane that fits a worker and comes not after the one that it is kept for. */
    private void wakeUpTo(Reservations.Kept kept) {
        Lane lane = findBestFor(kept.worker(), kept.lane());
        if (lane != null) {
            lane.state(State.OPEN);
        }
    }

    private void reopenFor(Set<Worker> freed) {
        if (board.hasStuck()) {
            Set<Pool> served = new LinkedHashSet<>();
            freed.forEach(worker -> served.addAll(worker.pools()));
            served.forEach(this::reopen);
        }
    }

    private void reopen(Pool pool) {
        PoolIndex index = pools.find(pool);
        if (index != null) {
            index.reopenStuck();
        }
    }

    private boolean isLeftToEarlier(Worker worker) {
        return worker.isOpen()
                && worker.freeMilliCores() > 0
                && worker.pools().stream().anyMatch(pool -> earlier.want(worker, pool));
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
            PoolIndex index = pools.find(pool);
            if (index != null && earlier.want(worker, pool)) {
                passedOver.add(worker);
                continue;
            }
            for (ShareLine line : index == null ? List.<ShareLine>of() : index.lines()) {
                Lane bound = best == null ? last : best;
                Lane lane = isAllAfter(line, bound) ? null : findBest(line.stuck(), bound, one -> mayHave(worker, one));
                best = lane == null ? best : lane;
            }
        }
        return best;
    }

    /** Whether nobody in a line can come before another lane, as its first shows. */
    private static boolean isAllAfter(ShareLine line, @Nullable Lane bound) {
        Lane first = line.firstStuck();
        return first == null
                || (bound != null && bound.first().job() != first.first().job() && Order.compare(first, bound) > 0);
    }

    /**
     * The best lane that may have something and comes not after another. The line is sorted by job; among the lanes of
     * one job its tree decides, so all of them are looked at.
     */
    private static @Nullable Lane findBest(SortedSet<Lane> line, @Nullable Lane last, Predicate<Lane> mayHave) {
        Lane best = null;
        for (Lane lane : line) {
            Lane bound = best == null ? last : best;
            boolean isAfter = bound != null && Order.compare(lane, bound) > 0;
            if (isAfter && bound != null && bound.first().job() != lane.first().job()) {
                return best;
            }
            if (!isAfter && mayHave.test(lane)) {
                best = lane;
            }
        }
        return best;
    }

    /** Whether it may start there, or has to move, since it waits for seats by now. */
    private boolean mayHave(Worker worker, Lane lane) {
        Site site = lane.site();
        Need need = site.shape().need();
        return site.open().get(Math.toIntExact(worker.number()))
                && worker.hasRoomFor(need)
                && (seats.suffice(worker, need) || !seats.suffice(site))
                && !reservations.isKeptFrom(worker, lane);
    }

    private boolean wake(License license, Predicate<Lane> hasWorker) {
        Lane best = findBest(forLicenses.waiting(license.name()), null, lane -> seats.suffice(lane.site()));
        if (license.per() == SeatsPer.WORKER && spares.haveGrown(license)) {
            best = findBest(forLicenses.stuck(license.name()), best, hasWorker);
        }
        if (best == null) {
            spares.settle(license);
        } else {
            best.state(State.OPEN);
        }
        return best != null;
    }

    /** The best lane of several lines; the one that is known already if none comes before it. */
    private static @Nullable Lane findBest(
            Collection<SortedSet<Lane>> lines, @Nullable Lane known, Predicate<Lane> mayHave) {
        Lane best = known;
        for (SortedSet<Lane> line : lines) {
            Lane lane = findBest(line, best, mayHave);
            best = lane == null ? best : lane;
        }
        return best;
    }
}
