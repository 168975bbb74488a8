package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The lanes of a pool that come first of those that wait for a worker. They are looked for anew only after a move that
 * may count for them: of a job or share of the pool, or one that counts everywhere.
 */
final class Foremost {
    private final PoolIndex pool;
    private final Board board;
    private List<Lane> lanes = List.of();
    private long seenHere = -1;
    private long seenEverywhere = -1;

    Foremost(PoolIndex pool, Board board) {
        this.pool = pool;
        this.board = board;
    }

    /**
     * The best lanes, each of another site, best first.
     *
     * @param limit how many at most; the same at each call
     * @param canStart tells whether a lane lacks nothing but a worker
     */
    List<Lane> find(int limit, Predicate<Lane> canStart) {
        long here = pool.moves().count();
        long everywhere = board.everywhere().count();
        if (here != seenHere || everywhere != seenEverywhere) {
            seenHere = here;
            seenEverywhere = everywhere;
            lanes = best(limit, canStart);
        }
        return lanes;
    }

    private List<Lane> best(int limit, Predicate<Lane> canStart) {
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
}
