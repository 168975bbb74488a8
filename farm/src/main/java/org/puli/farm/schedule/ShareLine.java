package org.puli.farm.schedule;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Share;
import org.puli.farm.schedule.Lane.State;

/**
 * The lanes of one share, by where they stand: worth a try, or where only what they lack can wake them. A lane leaves
 * before its rank or state changes and enters afterwards.
 */
final class ShareLine {
    private final Share share;
    private final LicenseLines forLicenses;
    private final Moves moves;
    private final TreeSet<Lane> open = new TreeSet<>(Lane.BY_RANK);
    private final TreeSet<Lane> stuck = new TreeSet<>(Lane.BY_RANK);
    private final TreeSet<Lane> full = new TreeSet<>(Lane.BY_RANK);

    /** The line of a share; {@code forLicenses}, which all lines share, keeps those of its lanes that need licenses. */
    ShareLine(Share share, LicenseLines forLicenses, Moves moves) {
        this.share = share;
        this.moves = moves;
        this.forLicenses = forLicenses;
    }

    Share share() {
        return share;
    }

    void enter(Lane lane) {
        if (lane.isEmpty()) {
            return;
        }
        switch (lane.state()) {
            case OPEN -> open.add(lane);
            case STUCK -> {
                stuck.add(lane);
                forLicenses.add(lane);
                moves.note();
            }
            case SHARE -> full.add(lane);
            case LICENSE -> forLicenses.add(lane);
            case EMPTY -> {
                // Its site opens it when a worker comes.
            }
        }
    }

    void leave(Lane lane) {
        if (lane.isEmpty()) {
            return;
        }
        switch (lane.state()) {
            case OPEN -> open.remove(lane);
            case STUCK -> {
                stuck.remove(lane);
                forLicenses.remove(lane);
                moves.note();
            }
            case SHARE -> full.remove(lane);
            case LICENSE -> forLicenses.remove(lane);
            case EMPTY -> {
                // It stands nowhere.
            }
        }
    }

    /** The best lane that is worth a try; null when none is. */
    @Nullable
    Lane findOpen() {
        return open.isEmpty() ? null : open.first();
    }

    /** Lanes that wait for a worker, best first. */
    SortedSet<Lane> stuck() {
        return stuck;
    }

    /** All lanes that wait for a worker or for the share. */
    List<Lane> waiting() {
        return Stream.of(open, stuck, full).flatMap(Set::stream).toList();
    }

    /** Opens what waits for the share itself and would now fit below its maximum. */
    void reopenFull() {
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
