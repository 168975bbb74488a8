package org.puli.farm.schedule;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.farm.Need;

/** All work of one pool that needs the same, so that one look at the workers answers for all of it. */
final class Site {
    /** Where a site stands. */
    enum State {
        /** Worth a try. */
        OPEN,
        /** No worker has room for it. */
        STUCK,
        /** Seats of a license are missing. */
        WAITING_FOR_LICENSE
    }

    private final int number;
    private final PoolName pool;
    private final Need need;
    private final TreeSet<Lane> lanes = new TreeSet<>(Comparator.comparing(Lane::rank));
    private final SiteBoard board;
    private State state = State.OPEN;

    Site(int number, PoolName pool, Need need, SiteBoard board) {
        this.number = number;
        this.pool = pool;
        this.need = need;
        this.board = board;
    }

    int number() {
        return number;
    }

    PoolName pool() {
        return pool;
    }

    Need need() {
        return need;
    }

    State state() {
        return state;
    }

    void state(State now) {
        board.leave(this);
        state = now;
        board.enter(this);
    }

    @Nullable
    Lane findBest() {
        return lanes.isEmpty() ? null : lanes.first();
    }

    /** The rank of its best lane; null when nothing stands in line. */
    @Nullable
    Rank findRank() {
        return lanes.isEmpty() ? null : lanes.first().rank();
    }

    void add(Lane lane) {
        board.leave(this);
        // While nothing stood in line nobody woke the site, so what it found out before may be old.
        state = lanes.isEmpty() ? State.OPEN : state;
        lanes.add(lane);
        board.enter(this);
    }

    void remove(Lane lane) {
        if (lanes.contains(lane)) {
            board.leave(this);
            lanes.remove(lane);
            board.enter(this);
        }
    }
}
