package org.puli.farm;

import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.Progress;
import org.puli.farm.change.ShareRef;

/**
 * What the newest attempt of a command holds on a worker, and what is known of it only as long as it does: until the
 * worker says that the processes are gone. Owned by the loop.
 */
final class Lease {
    private final Worker holder;
    private final long id;
    private Need held;
    private @Nullable OrdersNumber orderedIn;
    private @Nullable ShareRef stoppedFor;
    private Progress told = Progress.NONE;

    Lease(Worker holder, long id, Need held) {
        this.holder = holder;
        this.id = id;
        this.held = held;
    }

    Worker holder() {
        return holder;
    }

    /** Greater than that of any lease before it. */
    long id() {
        return id;
    }

    /** Cores as they were granted. */
    Need held() {
        return held;
    }

    /** From now on only this is held. */
    void keep(Need rest) {
        held = rest;
    }

    /** The first orders of this epoch that named the attempt; null when none did yet. */
    @Nullable
    OrdersNumber orderedIn() {
        return orderedIn;
    }

    void ordered(OrdersNumber number) {
        orderedIn = orderedIn == null ? number : orderedIn;
    }

    /** The share for which the attempt is being stopped; null when it is not. */
    @Nullable
    ShareRef stoppedFor() {
        return stoppedFor;
    }

    void stopFor(@Nullable ShareRef share) {
        stoppedFor = share;
    }

    /** What its program told last of how far it is. */
    Progress told() {
        return told;
    }

    void told(Progress progress) {
        told = progress;
    }
}
