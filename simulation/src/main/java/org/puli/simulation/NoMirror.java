package org.puli.simulation;

import org.puli.dispatcher.loop.FarmStore;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/** Takes the place of a second store where none is wanted. */
enum NoMirror implements FarmStore {
    INSTANCE;

    @Override
    public FarmRows load() {
        return FarmRows.empty("none");
    }

    @Override
    public void commit(RowBatch batch) {}

    @Override
    public void close() {}
}
