package org.puli.dispatcher.loop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the store remove what the history keeps no longer, a little at a time, while there is no batch to store. Used by
 * the store's thread; {@link #retention} from any.
 */
public final class HistorySweep implements StoreWriter.SpareTime {
    private static final Logger LOG = LoggerFactory.getLogger(HistorySweep.class);

    /** Between two slices, so that the disk is not the sweep's alone. */
    private static final long BREATH_NANOS = 20_000_000;

    /** Where one batch follows the other, it is content with so much less. */
    private static final long MOST_BUSY_NANOS = 1_000_000_000;

    private static final long REST_NANOS = 30_000_000_000L;

    private final FarmStore store;
    private final Clocks clocks;
    private volatile Retention retention;
    private long nextNanos;

    /** A sweep that begins at once. */
    public HistorySweep(FarmStore store, Clocks clocks, Retention retention) {
        this.store = store;
        this.clocks = clocks;
        this.retention = retention;
        this.nextNanos = clocks.monoNanos();
    }

    /** Keeps other things for other times from now on. */
    public void retention(Retention now) {
        retention = now;
    }

    @Override
    public long turn(boolean isBusy) {
        long left = nextNanos - clocks.monoNanos();
        if (left > (isBusy ? -MOST_BUSY_NANOS : 0)) {
            return Math.max(left, BREATH_NANOS);
        }
        long pause = sweep() ? BREATH_NANOS : REST_NANOS;
        nextNanos = clocks.monoNanos() + pause;
        return pause;
    }

    private boolean sweep() {
        try {
            return store.sweep(retention, clocks.wallMillis());
        } catch (StoreFailure e) {
            LOG.warn("What the history keeps no longer could not be removed and will be later: {}", e.getMessage());
            return false;
        }
    }
}
