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

    /**
     * Removes a little of what the history keeps no longer, so little that a batch that waits meanwhile hardly notices.
     * Between batches, by the thread that commits.
     *
     * @param wallMillis now, milliseconds since 1970
     * @return whether there may be more to remove
     * @throws StoreFailure when that went wrong; it is tried again later
     * @throws LeadershipLost when somebody else has stored batches since this store loaded; nothing was removed
     */
    default boolean sweep(Retention retention, long wallMillis) {
        return false;
    }

    /** What is set aside because the database refused it for its content. From any thread. */
    default SetAside setAside() {
        return SetAside.NONE;
    }

    @Override
    void close();
}
