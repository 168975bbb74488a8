package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.puli.api.LicenseName;
import org.puli.farm.Shape;
import org.puli.farm.Worker;
import org.puli.farm.schedule.Lane.State;

/** All work of one pool that is of one shape, so that one look at the workers answers for all of it. */
final class Site {
    private final int number;
    private final Shape shape;
    private final List<Lane> lanes = new ArrayList<>();
    /** Which workers are right for it and take work, by number. */
    private final BitSet open = new BitSet();

    /** Those of them that it does not avoid. */
    private final BitSet preferred = new BitSet();

    private int claimCount;

    Site(int number, Shape shape) {
        this.number = number;
        this.shape = shape;
    }

    int number() {
        return number;
    }

    Shape shape() {
        return shape;
    }

    /** Numbers of the workers that may get its work: avoided ones only while there are no others. */
    BitSet open() {
        return preferred.isEmpty() ? open : preferred;
    }

    /** Takes note of a claim that was made for it. */
    void join() {
        claimCount++;
    }

    /** Takes note of a claim that is gone; says whether it was the last. */
    boolean leave() {
        return --claimCount == 0;
    }

    Map<LicenseName, Integer> licenses() {
        return shape.need().licenses();
    }

    /** What stands at it, share by share. */
    List<Lane> lanes() {
        return Collections.unmodifiableList(lanes);
    }

    Lane lane(ShareLine line) {
        for (Lane lane : lanes) {
            if (lane.line() == line) {
                return lane;
            }
        }
        Lane lane = new Lane(this, line);
        lanes.add(lane);
        return lane;
    }

    /** Takes a worker's present state; {@code isMember} tells whether it belongs to the site's pool. */
    void note(Worker worker, boolean isMember) {
        int place = Math.toIntExact(worker.number());
        boolean mayGet = isMember && worker.isOpen() && Eligibility.isRight(worker, shape);
        boolean wasUsable = !open.isEmpty();
        boolean hadPreferred = !preferred.isEmpty();
        open.set(place, mayGet);
        preferred.set(place, mayGet && !Eligibility.isAvoided(worker, shape));
        if (wasUsable != !open.isEmpty()) {
            lanes.forEach(this::moved);
        } else if (hadPreferred != !preferred.isEmpty()) {
            lanes.forEach(Site::reopen);
        }
    }

    private void moved(Lane lane) {
        if (!open.isEmpty() && lane.state() == State.EMPTY) {
            lane.state(State.OPEN);
        } else if (open.isEmpty() && lane.state() == State.STUCK) {
            lane.state(State.EMPTY);
        }
    }

    /** Other workers than before may get its work now, and they may hold other seats. */
    private static void reopen(Lane lane) {
        if (lane.state() == State.STUCK || lane.state() == State.LICENSE) {
            lane.state(State.OPEN);
        }
    }

    /** Says that no worker has room: all of its lanes wait. */
    void noRoom() {
        State now = open.isEmpty() ? State.EMPTY : State.STUCK;
        for (Lane lane : lanes) {
            if (lane.state() == State.OPEN) {
                lane.state(now);
            }
        }
    }

    /** Says that seats are missing: all of its lanes wait. */
    void noSeats() {
        for (Lane lane : lanes) {
            if (lane.state() == State.OPEN) {
                lane.state(State.LICENSE);
            }
        }
    }
}
