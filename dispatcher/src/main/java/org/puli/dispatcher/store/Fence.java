package org.puli.dispatcher.store;

import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.farm.row.FarmRow;

/**
 * Keeps whoever does not lead any more from writing: each commit asks who wrote last, under a lock on the row that says
 * so. One thread at a time.
 */
public final class Fence {
    private final String own;
    private @Nullable FarmRow loaded;
    private long reached;

    /** The fence of the store that is known by this word. */
    public Fence(String own) {
        this.own = own;
    }

    /** The farm was loaded as it was then. */
    public void loaded(FarmRow farm) {
        loaded = farm;
        reached = farm.batch();
    }

    /** A batch of this store is stored for sure. */
    public void stored(long batch) {
        reached = Math.max(reached, batch);
    }

    /**
     * Lets a commit through, or not.
     *
     * @param last who wrote last
     * @param epoch the farm's start as it is stored
     * @param batch the newest batch that is stored
     * @throws LeadershipLost when that was another one, and something was written since this one loaded; or when
     *     something is missing that this one has stored
     */
    public void check(String last, long epoch, long batch) {
        FarmRow mine = loaded;
        boolean isAsLoaded = mine != null && mine.epoch() == epoch && mine.batch() == batch;
        if (!last.equals(own) && !isAsLoaded) {
            throw new LeadershipLost(
                    "another dispatcher has written to the database (start " + epoch + ", batch " + batch + ")");
        }
        // A replica that lagged may take the place of the server at any time, with this one as its last writer.
        if (batch < reached) {
            throw new LeadershipLost("the database has batch " + batch + ", though batch " + reached
                    + " was stored; probably a replica that lagged was promoted");
        }
    }
}
