package org.puli.farm;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;

/** A file that jobs of one pool wait for, and the worker that looks for it. Owned by the loop. */
public final class FileWatch {
    /**
     * How long a worker looks for a file before it is the next one's turn: a dozen looks with the usual settings. Not
     * longer, since one whose mount is broken holds the job for so long.
     */
    public static final long TURN_MILLIS = 60_000;

    private final PoolName pool;
    private final String path;
    private final long number;
    private final TreeSet<AwaitedFile> waiting = new TreeSet<>();
    private @Nullable Worker worker;
    private long lastWorker;
    private long since;
    private @Nullable OrdersNumber orderedIn;

    FileWatch(PoolName pool, String path, long number) {
        this.pool = pool;
        this.path = path;
        this.number = number;
    }

    /** Whether a worker may be asked to look: it was heard, is there, and takes work. */
    public static boolean canLook(Worker worker) {
        return worker.presence() == Presence.ONLINE
                && (worker.duty() == Duty.ACTIVE || worker.duty() == Duty.PROBATION)
                && worker.contact().availability() == null
                && worker.contact().lastSeenMono() != Long.MIN_VALUE;
    }

    /** The pool whose workers look. */
    public PoolName pool() {
        return pool;
    }

    /** The absolute path. */
    public String path() {
        return path;
    }

    /** Its place in the order in which files came to be waited for since the dispatcher started, from 1. */
    public long number() {
        return number;
    }

    /** Who waits for it. */
    public SortedSet<AwaitedFile> waiting() {
        return Collections.unmodifiableSortedSet(waiting);
    }

    /** Who looks for it now; null for nobody. */
    public @Nullable Worker worker() {
        return worker;
    }

    /** The number of the worker that looks or looked last; 0 for none so far. */
    public long lastWorker() {
        return lastWorker;
    }

    /** Since when that worker looks, on the clock that never jumps. */
    public long since() {
        return since;
    }

    /** Whether the worker that looks belongs to the pool and may look. */
    public boolean isWellGiven() {
        return worker != null
                && canLook(worker)
                && worker.pools().stream().anyMatch(one -> one.name().equals(pool));
    }

    /**
     * Whether a report that was made after these orders tells of a look that was asked for: what the worker saw for an
     * earlier job may be gone.
     */
    public boolean isAnsweredBy(OrdersNumber seen) {
        return orderedIn != null && seen.epoch() == orderedIn.epoch() && seen.compareTo(orderedIn) >= 0;
    }

    void add(AwaitedFile one) {
        waiting.add(one);
    }

    /** Whether nobody waits any more. */
    boolean remove(AwaitedFile one) {
        waiting.remove(one);
        return waiting.isEmpty();
    }

    void give(@Nullable Worker to, long monoAt) {
        orderedIn = to == worker ? orderedIn : null;
        worker = to;
        since = monoAt;
        lastWorker = to == null ? lastWorker : to.number();
    }

    void ordered(OrdersNumber orders) {
        orderedIn = orderedIn == null ? orders : orderedIn;
    }
}
