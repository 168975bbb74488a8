package org.puli.dispatcher.store;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.Retention;

/**
 * What the thread that writes the farm's database and the one that writes the database of the history tell each other.
 * Nothing of it outlasts a restart, nor has to: what was not heard is found and done again. Safe on every thread.
 */
final class HistoryNotes {
    private final Queue<Long> copied = new ConcurrentLinkedQueue<>();
    private final Queue<Long> removed = new ConcurrentLinkedQueue<>();
    private volatile Retention retention = Retention.FOR_EVER;

    /** All of a job is in the database of the history, for good. */
    void copied(long job) {
        copied.add(job);
    }

    /** The next job of which that was said; null for none. */
    @Nullable
    Long pollCopied() {
        return copied.poll();
    }

    /** Nothing of a job is in the database of the history any more. */
    void removed(long job) {
        removed.add(job);
    }

    /** The next job of which that was said; null for none. */
    @Nullable
    Long pollRemoved() {
        return removed.poll();
    }

    /** Whether anything was said of a job and not heard yet. */
    boolean isTold(long job) {
        return copied.contains(job) || removed.contains(job);
    }

    /** How long what is kept, as it was said last. */
    Retention retention() {
        return retention;
    }

    void retention(Retention now) {
        retention = now;
    }
}
