package org.puli.farm;

import java.util.ArrayDeque;
import java.util.Collection;

/**
 * Who has to look anew at what they wait for, since that has moved, and whose jobs that moved. Worked off one by one,
 * without deep recursion. Owned by the loop.
 */
final class Unsettled {
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final Collected<Job> moved = new Collected<>();

    void add(Waiter waiter) {
        waiters.add(waiter);
    }

    /** Whether nothing follows, which is so for most changes. */
    boolean isEmpty() {
        return waiters.isEmpty() && moved.isEmpty();
    }

    /** Takes note of a job of which something moved. */
    void moved(Job job) {
        moved.add(job);
    }

    /** Works off what follows; the jobs that it moved. */
    Collection<Job> settle() {
        for (Waiter waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
            waiter.regate();
        }
        return moved.take();
    }
}
