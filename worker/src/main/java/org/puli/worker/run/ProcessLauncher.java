package org.puli.worker.run;

import java.util.List;
import java.util.Set;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunOrder;

/**
 * Starts attempts as processes. In tests and in the simulation a simulated one takes its place. Safe on every thread.
 */
public interface ProcessLauncher {
    /**
     * Starts an attempt; returns at once and never throws for a bad command: such an attempt simply ends with its
     * reason.
     *
     * @param order with its details
     * @param changed called from any thread when the progress changed or the end is known
     */
    RunningCommand launch(RunOrder order, Runnable changed);

    /**
     * Stops every process tree that an earlier life of this worker left behind; returns when they are gone. To be
     * called before the first launch.
     */
    void stopLeftovers();

    /**
     * Goes on with the attempts of an earlier life for which that is possible, and stops whatever else it left behind;
     * returns when that is gone. To be called before the first launch, instead of {@link #stopLeftovers}.
     *
     * @param ended attempts whose end is known already
     * @param changed called from any thread when the progress of one changed or its end is known
     */
    default List<Adopted> takeOver(Set<AttemptRef> ended, Runnable changed) {
        stopLeftovers();
        return List.of();
    }
}
