package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The claims of one site's jobs that belong to one share: they stand in line together. */
final class Lane {
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
    static final Comparator<Lane> BY_RANK = Comparator.comparing(Lane::rank)
            .thenComparingInt(lane -> lane.site().number());

    private final Site site;
    private final ShareLine line;
    private final TreeSet<Claim> claims = new TreeSet<>(Comparator.comparing(Claim::rank));
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

    @Nullable
    Claim findFirst() {
        return claims.isEmpty() ? null : claims.first();
    }

    private Rank rank() {
        return requireNonNull(claims.first(), "only lanes with claims are sorted")
                .rank();
    }

    boolean holds(Claim claim) {
        return claims.contains(claim);
    }

    void state(State now) {
        if (now != state) {
            line.leave(this);
            state = now;
            line.enter(this);
        }
    }

    void add(Claim claim) {
        line.leave(this);
        // While nothing stood in line nobody woke it, so what it found out before may be old.
        state = claims.isEmpty() ? State.OPEN : state;
        claims.add(claim);
        line.enter(this);
    }

    void remove(Claim claim) {
        if (claims.contains(claim)) {
            line.leave(this);
            claims.remove(claim);
            line.enter(this);
        }
    }
}
