package org.puli.dispatcher.loop;

import java.util.ArrayList;
import java.util.List;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/** A store that remembers the batches it was given and fails when told to. */
final class FixedStore implements FarmStore {
    final List<RowBatch> batches = new ArrayList<>();
    boolean fails;

    @Override
    public FarmRows load() {
        return FarmRows.empty("f1");
    }

    @Override
    public void commit(RowBatch batch) {
        if (fails) {
            throw new StoreFailure("the disk is full");
        }
        batches.add(batch);
    }

    @Override
    public void close() {}
}
