package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Worker;

/**
 * Workers that are kept for large work: the best lanes that wait for a worker, so many per pool, keep one each from
 * everybody below them, so that small work cannot starve large work. It follows from the farm as it is, and is worked
 * out anew after each change: the freest worker is kept, and what is kept only becomes freer.
 */
final class Reservations {
    /** A lane and the worker that is kept for its site. */
    record Kept(Lane lane, Worker worker) {}

    /** A lane that is to have a worker kept, and its pool. */
    private record Candidate(Lane lane, PoolIndex pool) {}

    private List<Kept> kept = List.of();
    private final Consumer<Worker> released;
    private final Moves moves;
    private final Seats seats;
    private long computedAt = -1;

    /** Reservations that tell of each worker that is not kept any more. */
    Reservations(Moves moves, Seats seats, Consumer<Worker> released) {
        this.moves = moves;
        this.seats = seats;
        this.released = released;
    }

    /** Works them out; {@code canStart} tells whether a lane lacks nothing but a worker. */
    void compute(Collection<PoolIndex> pools, Predicate<Lane> canStart) {
        if (computedAt == moves.count()) {
            return;
        }
        computedAt = moves.count();
        List<Candidate> candidates = new ArrayList<>();
        for (PoolIndex pool : pools) {
            int limit = pool.pool().spec().reservationLimit();
            if (limit > 0) {
                best(pool, limit, canStart).forEach(lane -> candidates.add(new Candidate(lane, pool)));
            }
        }
        candidates.sort((one, other) -> Order.compare(one.lane(), other.lane()));
        BitSet taken = new BitSet();
        List<Kept> before = kept;
        kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            BitSet among = seats.candidates(candidate.lane().site());
            Worker worker = candidate.pool().free().findFreest(among, taken);
            if (worker != null) {
                taken.set(Math.toIntExact(worker.number()));
                kept.add(new Kept(candidate.lane(), worker));
            }
        }
        for (Kept one : before) {
            if (!taken.get(Math.toIntExact(one.worker().number()))) {
                released.accept(one.worker());
            }
        }
    }

    /** The best lanes of a pool that wait for a worker, each of another site, best first. */
    private static List<Lane> best(PoolIndex pool, int limit, Predicate<Lane> canStart) {
        List<Lane> candidates = new ArrayList<>();
        for (ShareLine line : pool.lines()) {
            addBest(line, limit, canStart, candidates);
        }
        candidates.sort(Order::compare);
        List<Lane> best = new ArrayList<>();
        for (Lane lane : candidates) {
            boolean isNew = best.stream().noneMatch(other -> other.site() == lane.site());
            if (isNew && best.size() < limit) {
                best.add(lane);
            }
        }
        return best;
    }

    /** The line is sorted by job; lanes of one job are sorted by its tree, so all of the last job's are taken. */
    private static void addBest(ShareLine line, int limit, Predicate<Lane> canStart, List<Lane> candidates) {
        int count = 0;
        Lane last = null;
        for (Lane lane : line.stuck()) {
            boolean isOfSameJob =
                    last != null && last.first().job() == lane.first().job();
            if (count >= limit && !isOfSameJob) {
                return;
            }
            if (canStart.test(lane)) {
                candidates.add(lane);
                last = lane;
                count++;
            }
        }
    }

    /** Numbers of the workers that lanes above this one keep from it. */
    BitSet keptFrom(Lane lane) {
        BitSet numbers = new BitSet();
        for (Kept one : kept) {
            if (isKept(one, lane)) {
                numbers.set(Math.toIntExact(one.worker().number()));
            }
        }
        return numbers;
    }

    /** Whether this worker is kept from this lane. */
    boolean isKeptFrom(Worker worker, Lane lane) {
        for (Kept one : kept) {
            if (one.worker() == worker && isKept(one, lane)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isKept(Kept one, Lane lane) {
        return one.lane().site() != lane.site() && Order.compare(one.lane(), lane) < 0;
    }

    /** Who is kept for whom, the best lane first. */
    List<Kept> all() {
        return kept;
    }

    /** The worker that is kept for a site; null when none is. */
    @Nullable
    Worker findFor(Site site) {
        for (Kept one : kept) {
            if (one.lane().site() == site) {
                return one.worker();
            }
        }
        return null;
    }
}
