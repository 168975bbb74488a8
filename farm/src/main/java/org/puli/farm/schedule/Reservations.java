package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Worker;
import org.puli.farm.change.ShareRef;

/**
 * Workers that are kept for large work: the best lanes that wait for a worker, so many per pool, keep one each from
 * everybody below them, so that small work cannot starve large work. It follows from the farm as it is, and is worked
 * out anew after each change: the freest worker is kept, and what is kept only becomes freer.
 *
 * <p>A worker off which commands are stopped for a share is kept for that share, too, until they are gone: else others
 * would take a part of the room as soon as the first of them has left.
 */
final class Reservations {
    /** A lane and the worker that is kept for its site. */
    record Kept(Lane lane, Worker worker) {}

    /** A lane that is to have a worker kept, and its pool. */
    private record Candidate(Lane lane, PoolIndex pool) {}

    private List<Kept> freest = List.of();
    private List<Kept> kept = List.of();
    private final Farm farm;
    private final Consumer<Worker> released;
    private final Board board;
    private final Seats seats;
    private long computedAt = -1;

    /** Reservations that tell of each worker that is not kept any more. */
    Reservations(Farm farm, Board board, Seats seats, Consumer<Worker> released) {
        this.farm = farm;
        this.board = board;
        this.seats = seats;
        this.released = released;
    }

    /** Works them out; {@code canStart} tells whether a lane lacks nothing but a worker. */
    void compute(Collection<PoolIndex> pools, Predicate<Lane> canStart) {
        long moves = board.moves().count();
        boolean isNobodyKept =
                kept.isEmpty() && !board.hasStuck() && farm.stopping().isEmpty();
        if (computedAt != moves && !isNobodyKept) {
            computeAnew(pools, canStart);
        }
        computedAt = moves;
    }

    private void computeAnew(Collection<PoolIndex> pools, Predicate<Lane> canStart) {
        List<Candidate> candidates = new ArrayList<>();
        for (PoolIndex pool : pools) {
            int limit = pool.pool().spec().reservationLimit();
            if (limit > 0) {
                pool.foremost().find(limit, canStart).forEach(lane -> candidates.add(new Candidate(lane, pool)));
            }
        }
        candidates.sort((one, other) -> Order.compare(one.lane(), other.lane()));
        List<Kept> before = kept;
        freest = freest(candidates);
        kept = new ArrayList<>(freest);
        addStopping(pools, canStart);
        BitSet now = new BitSet();
        kept.forEach(one -> now.set(Math.toIntExact(one.worker().number())));
        for (Kept one : before) {
            if (!now.get(Math.toIntExact(one.worker().number()))) {
                released.accept(one.worker());
            }
        }
    }

    private List<Kept> freest(List<Candidate> candidates) {
        BitSet taken = new BitSet();
        List<Kept> freest = new ArrayList<>();
        for (Candidate candidate : candidates) {
            BitSet among = seats.candidates(candidate.lane().site());
            BitSet without = candidate.pool().later().isEmpty()
                    ? taken
                    : union(taken, candidate.pool().later());
            Worker worker = candidate.pool().free().findFreest(among, without);
            if (worker != null) {
                taken.set(Math.toIntExact(worker.number()));
                freest.add(new Kept(candidate.lane(), worker));
            }
        }
        return freest;
    }

    private static BitSet union(BitSet one, BitSet other) {
        BitSet union = (BitSet) one.clone();
        union.or(other);
        return union;
    }

    private void addStopping(Collection<PoolIndex> pools, Predicate<Lane> canStart) {
        Map<ShareRef, Set<Worker>> stopping = new HashMap<>();
        for (Command command : farm.stopping()) {
            ShareRef share = command.stoppedFor();
            Worker holder = command.holder();
            if (share != null && holder != null) {
                stopping.computeIfAbsent(share, s -> new LinkedHashSet<>()).add(holder);
            }
        }
        for (PoolIndex pool : stopping.isEmpty() ? List.<PoolIndex>of() : pools) {
            for (ShareLine line : pool.lines()) {
                ShareRef share =
                        new ShareRef(pool.pool().name(), line.share().spec().name());
                for (Worker worker : stopping.getOrDefault(share, Collections.emptySet())) {
                    if (!pool.servesLater(worker)) {
                        addStopping(line, worker, canStart);
                    }
                }
            }
        }
    }

    /** The first of a share's lanes that gets its room here keeps the worker while the share is below its minimum. */
    private void addStopping(ShareLine line, Worker worker, Predicate<Lane> canStart) {
        Vacancy vacancy = Victims.without(worker, List.of());
        Lane best = null;
        for (Lane lane : line.share().isBelowMinimum() ? line.stuck() : List.<Lane>of()) {
            boolean isFirst = best == null || Order.compare(lane, best) < 0;
            if (isFirst
                    && seats.suffice(worker, lane.site())
                    && canStart.test(lane)
                    && vacancy.holds(lane.site().shape().need())) {
                best = lane;
            }
        }
        if (best != null) {
            kept.add(new Kept(best, worker));
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
        return findKeeper(worker, lane) != null;
    }

    /** The lane that keeps a worker from this one; null when none does. */
    @Nullable
    Lane findKeeper(Worker worker, Lane from) {
        for (Kept one : kept) {
            if (one.worker() == worker && isKept(one, from)) {
                return one.lane();
            }
        }
        return null;
    }

    /** The worker that is kept for a lane; null when none is. */
    @Nullable
    Worker findKept(Lane lane) {
        for (Kept one : kept) {
            if (one.lane() == lane) {
                return one.worker();
            }
        }
        return null;
    }

    private static boolean isKept(Kept one, Lane lane) {
        return one.lane().site() != lane.site() && Order.compare(one.lane(), lane) < 0;
    }

    /** The workers that are kept as the freest ones, the best lane first. */
    List<Kept> freest() {
        return freest;
    }

    /** Who is kept for whom. */
    List<Kept> all() {
        return kept;
    }
}
