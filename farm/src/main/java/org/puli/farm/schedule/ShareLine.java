package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Share;
import org.puli.farm.schedule.Lane.State;

/**
 * The lanes of one share, by where they stand: worth a try, or where only what they lack can wake them. A lane leaves
 * before its rank or state changes and enters afterwards; of one that is worth a try {@link #moved} is enough.
 */
final class ShareLine extends Heap.Member {
    private final Share share;
    private final Board board;
    private final Moves moves;
    private final Heap<Lane> open = new Heap<>(Lane.WIDTH);
    private final TreeSet<Lane> stuck = new TreeSet<>(Lane.BY_RANK);
    /** The first of them, which is asked for far more often than it changes. */
    private @Nullable Lane firstStuck;

    private final Set<Lane> full = new LinkedHashSet<>();
    private @Nullable Front front;

    /** The line of a share; {@code moves} are those of its pool. */
    ShareLine(Share share, Board board, Moves moves) {
        this.share = share;
        this.board = board;
        this.moves = moves;
        board.fronts().add(this);
    }

    Share share() {
        return share;
    }

    /** Nobody stands in it, and nobody will. */
    void close() {
        board.fronts().remove(this);
    }

    void enter(Lane lane) {
        switch (lane.state()) {
            case OPEN -> moved(lane);
            case STUCK -> {
                stuck.add(lane);
                if (firstStuck == null || Lane.BY_RANK.compare(lane, firstStuck) < 0) {
                    firstStuck = lane;
                }
                board.forLicenses().add(lane);
                board.stuck(1);
                moves.note();
            }
            case SHARE -> full.add(lane);
            case LICENSE -> board.forLicenses().add(lane);
            case EMPTY -> {
                // Its site opens it when a worker comes.
            }
        }
    }

    void leave(Lane lane) {
        switch (lane.state()) {
            case OPEN -> {
                open.remove(lane);
                noteFront();
            }
            case STUCK -> {
                stuck.remove(lane);
                if (lane == firstStuck) {
                    firstStuck = stuck.isEmpty() ? null : stuck.first();
                }
                board.forLicenses().remove(lane);
                board.stuck(-1);
                moves.note();
            }
            case SHARE -> full.remove(lane);
            case LICENSE -> board.forLicenses().remove(lane);
            case EMPTY -> {
                // It stands nowhere.
            }
        }
    }

    /** Takes the present rank of a lane that is worth a try. */
    void moved(Lane lane) {
        open.put(lane);
        noteFront();
    }

    /** Takes what its share holds now. */
    void noteShare() {
        moves.note();
        noteFront();
        reopenFull();
    }

    private void noteFront() {
        Front now = open.isEmpty() ? null : Front.of(share, open.first().rank());
        if (!Order.isSame(now, front)) {
            front = now;
            board.fronts().moved(this);
        }
    }

    /** Where its first lane that is worth a try stands among those of all lines; null when there is none. */
    @Nullable
    Front front() {
        return front;
    }

    @Override
    void writeRank(long[] into) {
        requireNonNull(front, "only lines with a front are sorted").write(into);
    }

    /** The best lane that is worth a try; there has to be one. */
    Lane firstOpen() {
        return open.first();
    }

    /** Lanes that wait for a worker, best first. */
    SortedSet<Lane> stuck() {
        return stuck;
    }

    /** The first of them; null when none waits. */
    @Nullable
    Lane firstStuck() {
        return firstStuck;
    }

    /** Opens what waits for the share itself and would now fit below its maximum. */
    private void reopenFull() {
        if (!full.isEmpty()) {
            for (Lane lane : List.copyOf(full)) {
                if (share.hasRoomFor(lane.site().shape().need())) {
                    lane.state(State.OPEN);
                }
            }
        }
    }

    void reopenStuck() {
        List.copyOf(stuck).forEach(lane -> lane.state(State.OPEN));
    }
}
