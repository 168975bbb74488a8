package org.puli.farm;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.Status;

/** The end of a task, a group or a job, and who waits for it. Owned by the loop. */
final class Awaited {
    private final Tally tally;
    private final Unsettled unsettled;
    /** Null as long as nobody waits, which is so for most. */
    private @Nullable Set<Waiter> waiters;

    private @Nullable Status endedAs;

    Awaited(Tally tally, Unsettled unsettled) {
        this.tally = tally;
        this.unsettled = unsettled;
    }

    /** How it ended; null while it has not. */
    @Nullable
    Status endedAs() {
        return endedAs;
    }

    /** Says so to whoever waits, when it has just ended, or is not ended any more. */
    void notice() {
        Status now = tally.isEnded() ? tally.counts().status(false) : null;
        if (now != endedAs) {
            endedAs = now;
            for (Waiter waiter : waiters()) {
                unsettled.add(waiter);
                // Where it blocks as before, its job may be over by that all the same, or not over any more.
                unsettled.moved(waiter.job());
            }
        }
    }

    void add(Waiter waiter) {
        if (waiters == null) {
            waiters = new LinkedHashSet<>();
        }
        waiters.add(waiter);
    }

    void remove(Waiter waiter) {
        if (waiters != null) {
            waiters.remove(waiter);
        }
    }

    /** The tasks and groups that wait for it. */
    List<Node> dependents() {
        return waiters().stream().flatMap(waiter -> waiter.waiting().stream()).toList();
    }

    Collection<Waiter> waiters() {
        return waiters == null ? List.of() : Collections.unmodifiableCollection(waiters);
    }
}
