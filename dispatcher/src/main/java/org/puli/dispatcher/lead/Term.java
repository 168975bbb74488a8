package org.puli.dispatcher.lead;

import org.jspecify.annotations.Nullable;

/** One time of leading, from loading the farm to its end. Safe on every thread. */
public interface Term {
    /** By what it is known in the database. */
    String id();

    /**
     * Why it is over, found by itself: somebody else has written, or more is known than was loaded; null if it is
     * not.
     */
    @Nullable
    String findLoss();

    /** How far it has come for sure; null before its first batch. */
    @Nullable
    Mark acknowledged();

    /** From now on nothing new is taken; what is in hand is still stored. */
    void close();

    /** Whether all that was in hand is stored and answered. */
    boolean isDrained();

    /** Stops at once; what is not stored will never be. Whoever waits is told to ask again; links are closed. */
    void end(String leader);

    /** Whether nothing of it moves any more. */
    boolean isGone();

    /** Begins a term. */
    interface Office {
        /**
         * Loads the farm and sets the ring in motion.
         *
         * @throws LossFound when the database lacks something that was acknowledged
         * @throws org.puli.dispatcher.loop.StoreFailure when it cannot be read
         * @throws org.puli.dispatcher.loop.LeadershipLost when somebody else began at the same time
         */
        Term begin();
    }
}
