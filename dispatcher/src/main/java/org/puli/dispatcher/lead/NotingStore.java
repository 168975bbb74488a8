package org.puli.dispatcher.lead;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary.SetAside;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.Retention;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/** A store that knows how far it has acknowledged. As the store behind it, but {@link #acknowledged} on any thread. */
public final class NotingStore implements FarmStore {
    private final FarmStore store;
    private final LongSupplier wallMillis;
    private volatile @Nullable Mark acknowledged;

    /** In front of a store. */
    public NotingStore(FarmStore store, LongSupplier wallMillis) {
        this.store = store;
        this.wallMillis = wallMillis;
    }

    @Override
    public FarmRows load() {
        return store.load();
    }

    @Override
    public void commit(RowBatch batch) {
        store.commit(batch);
        acknowledged = Mark.of(batch.farm(), wallMillis.getAsLong());
    }

    @Override
    public boolean sweep(Retention retention, long wallMillis) {
        return store.sweep(retention, wallMillis);
    }

    @Override
    public SetAside setAside() {
        return store.setAside();
    }

    /** The newest batch that was stored for sure; null before the first. */
    public @Nullable Mark acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() {
        store.close();
    }
}
