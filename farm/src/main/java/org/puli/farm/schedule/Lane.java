package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The claims of one site's jobs that belong to one share: they stand in line together. */
final class Lane extends Heap.Member {
    /** Where a lane stands. */
    enum State {
        /** Worth a try. */
        OPEN,
        /** No worker that is right for it, and on which there are seats, has room. */
        STUCK,
        /** No worker that is right for it takes work at all. */
        EMPTY,
        /** Seats of a license are missing on every worker that is right for it. */
        LICENSE,
        /** Its share has all that it may have. */
        SHARE
    }

    /** The order of lanes of one share, while each has a claim. */
    static final Comparator<Lane> BY_RANK = Lane::compareRanks;

    /** How many numbers its rank is among others of its share. */
    static final int WIDTH = Rank.WIDTH + 1;

    private final Site site;
    private final ShareLine line;
    private final Heap<Claim> claims = new Heap<>(Rank.WIDTH);
    /** The rank of the first claim; a copy, so that the claims may move on while the lane stands in a sorted set. */
    private @Nullable Rank rank;

    private State state = State.OPEN;

    Lane(Site site, ShareLine line) {
        this.site = site;
        this.line = line;
    }

    Site site() {
        return site;
    }

    ShareLine line() {
        return line;
    }

    State state() {
        return state;
    }

    boolean isEmpty() {
        return claims.isEmpty();
    }

    /** The claim of the job that is first in line. */
    Claim first() {
        return claims.first();
    }

    /** The rank of the claim that is first in line, by which it is sorted; there has to be one. */
    Rank rank() {
        return requireNonNull(rank, "only lanes with claims are sorted");
    }

    private int compareRanks(Lane other) {
        int byRank = rank().compareTo(other.rank());
        return byRank != 0 ? byRank : Integer.compare(site.number(), other.site.number());
    }

    @Override
    void writeRank(long[] into) {
        rank().write(into, 0);
        into[Rank.WIDTH] = site.number();
    }

    boolean holds(Claim claim) {
        return claims.holds(claim);
    }

    void state(State now) {
        if (now == state) {
            return;
        }
        if (rank == null) {
            state = now;
        } else {
            line.leave(this);
            state = now;
            line.enter(this);
        }
    }

    /** Takes a claim in, or takes the present rank of one that is in. */
    void put(Claim claim) {
        claims.put(claim);
        settle();
    }

    void remove(Claim claim) {
        claims.remove(claim);
        settle();
    }

    private void settle() {
        Rank now = claims.isEmpty() ? null : claims.first().rank();
        if (Order.isSame(now, rank)) {
            return;
        }
        if (rank != null && now != null && state == State.OPEN) {
            rank = now;
            line.moved(this);
        } else {
            enter(now);
        }
    }

    private void enter(@Nullable Rank now) {
        if (rank == null) {
            // While nothing stood in line nobody woke it, so what it found out before may be old.
            state = State.OPEN;
        } else {
            line.leave(this);
        }
        rank = now;
        if (now != null) {
            line.enter(this);
        }
    }
}
