package org.puli.worker.run;

import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunState;

/** One attempt from its launch to its end. Safe on every thread; nothing here waits. */
public interface RunningCommand {
    /** Which attempt it is. */
    AttemptRef attempt();

    /** The lease under which it runs. */
    long leaseId();

    /** Its phase, start and progress now; the last ones once it has ended. */
    RunState state();

    /**
     * Ends the process tree: a polite signal, some grace, then a hard kill. Returns at once; repeated calls and calls
     * after the end do nothing.
     *
     * @param reason why, in words that end up in the ended run
     */
    void stop(String reason);

    /** How it ended; null until the whole process tree is gone and the log is closed. */
    @Nullable
    EndedRun findEnd();

    /** How it ended is safe elsewhere: what was noted for another life of the worker can go. */
    default void kept() {}

    /** Whether another life of the worker could go on with it if this one ended now. */
    default boolean survives() {
        return false;
    }
}
