package org.puli.dispatcher.loop;

import org.puli.api.view.FarmSummary.SetAside;
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
     * whose answer was lost can simply be committed once more. Single rows that are refused for their content are set
     * aside durably in its place, so that they keep nobody waiting.
     *
     * @throws StoreFailure when it is not known to be durable; nothing of it, or all of it, is there
     * @throws LeadershipLost when somebody else has stored batches since this store loaded; nothing of it is there
     */
    void commit(RowBatch batch);

    /** What is set aside because the database refused it for its content. From any thread. */
    default SetAside setAside() {
        return SetAside.NONE;
    }

    @Override
    void close();
}
