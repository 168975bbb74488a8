package org.puli.dispatcher;

import java.util.concurrent.Semaphore;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/** A store in memory that fails or stalls when the test says so. */
final class FixedFarmStore implements FarmStore {
    volatile boolean fails;
    private final Semaphore open = new Semaphore(1);
    private final MemoryFarmStore inner = new MemoryFarmStore();

    void stall() {
        open.acquireUninterruptibly();
    }

    void goOn() {
        open.release();
    }

    @Override
    public FarmRows load() {
        return inner.load();
    }

    @Override
    public void commit(RowBatch batch) {
        open.acquireUninterruptibly();
        open.release();
        if (fails) {
            throw new StoreFailure("the disk is full");
        }
        inner.commit(batch);
    }

    @Override
    public void close() {
        inner.close();
    }
}
