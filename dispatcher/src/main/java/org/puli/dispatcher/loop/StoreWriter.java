package org.puli.dispatcher.loop;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary.SetAside;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gate: stores the one batch that it was handed, then releases what came with it, in the order views, replies,
 * orders. A passive object; its {@link #turn} is called by the thread "store" and, in the simulation, by the scheduler.
 */
public final class StoreWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final long FIRST_RETRY_NANOS = 250_000_000;

    /** Each wait is twice the one before, up to this: so long at most a database that is back waits for its farm. */
    private static final long LONGEST_RETRY_NANOS = 2_000_000_000L;

    private final FarmStore store;
    private final ViewSink views;
    private final WorkerLinks links;
    private final StartDelays delays;
    private final Bell loopBell;
    private final Bell ownBell;
    private final AtomicReference<@Nullable Batch> handed = new AtomicReference<>();
    private final StallWatch watch;
    private volatile @Nullable String problem;
    private SpareTime spareTime = isBusy -> Long.MAX_VALUE;
    private long retryNanos = FIRST_RETRY_NANOS;

    /** A gate in front of a store. */
    public StoreWriter(FarmStore store, ViewSink views, WorkerLinks links, StartDelays delays, Bells bells) {
        this.store = store;
        this.views = views;
        this.links = links;
        this.delays = delays;
        this.watch = new StallWatch(delays.clocks());
        this.loopBell = bells.loop();
        this.ownBell = bells.store();
    }

    /** The two bells: the loop's, and the store's own. */
    public record Bells(Bell loop, Bell store) {}

    /** What is done between batches. */
    public interface SpareTime {
        /**
         * Does a little, or nothing.
         *
         * @param isBusy whether there has just been a batch
         * @return how many nanoseconds may pass at most before it is called again
         */
        long turn(boolean isBusy);
    }

    /** What is done between batches; to be set before the first turn. */
    public void inSpareTime(SpareTime work) {
        spareTime = work;
    }

    /** Whether the last batch is through, so that the next may be handed over. */
    public boolean isFree() {
        return handed.get() == null;
    }

    /** Hands over a batch; only when {@link #isFree}. Called by the loop. */
    void hand(Batch batch) {
        watch.begins();
        handed.set(batch);
        ownBell.ring();
    }

    /** Why nothing can be stored just now, be it that it fails or that it takes too long; null when all is well. */
    public @Nullable String problem() {
        String known = problem;
        return known == null ? watch.problem() : known;
    }

    /** What the database refused for its content. */
    public SetAside setAside() {
        return store.setAside();
    }

    /** Commits and releases what was handed over; says how many nanoseconds to wait at most before the next turn. */
    public long turn() {
        Batch batch = handed.get();
        if (batch == null) {
            return problem == null ? spareTime.turn(false) : Long.MAX_VALUE;
        }
        if (!commit(batch)) {
            long wait = retryNanos;
            retryNanos = Math.min(2 * wait, LONGEST_RETRY_NANOS);
            return wait;
        }
        retryNanos = FIRST_RETRY_NANOS;
        watch.ends();
        release(batch);
        handed.set(null);
        loopBell.ring();
        return spareTime.turn(true);
    }

    /** A batch that could not be stored stays as it is and is tried again: its number says whether it went through. */
    private boolean commit(Batch batch) {
        try {
            if (batch.rows() != null) {
                store.commit(batch.rows());
            }
            if (problem != null) {
                LOG.info("The store works again; batch {} is through", batch.number());
            }
            problem = null;
            return true;
        } catch (StoreFailure e) {
            if (problem == null) {
                LOG.error("Batch {} could not be stored and will be tried again: {}", batch.number(), e.getMessage());
            }
            problem = String.valueOf(e.getMessage());
            return false;
        }
    }

    private void release(Batch batch) {
        views.publish(batch.views());
        batch.replies().forEach(Runnable::run);
        for (Batch.Orders orders : batch.orders()) {
            links.orders(orders.worker(), orders.link(), orders.orders());
            delays.released(orders.waitingSinceNanos());
        }
    }
}
