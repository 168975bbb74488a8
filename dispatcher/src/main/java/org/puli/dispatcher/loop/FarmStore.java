package org.puli.dispatcher.loop;

import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/** Where the farm's rows are kept. One thread at a time: the one that starts the dispatcher, then the store's. */
public interface FarmStore extends AutoCloseable {
    /**
     * All rows but the history.
     *
     * @throws StoreFailure when they cannot be read
     */
    FarmRows load();

    /**
     * Stores a batch durably, all of it or nothing. A batch that was stored before is not stored again, so that one
     * whose answer was lost can simply be committed once more.
     *
     * @throws StoreFailure when it is not known to be durable; nothing of it, or all of it, is there
     * @throws LeadershipLost when somebody else has stored batches since this store loaded; nothing of it is there
     */
    void commit(RowBatch batch);

    @Override
    void close();
}
