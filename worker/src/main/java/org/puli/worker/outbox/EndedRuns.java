package org.puli.worker.outbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;

/**
 * The worker's disk: ended runs that the dispatcher has not yet acknowledged, and the farm they belong to. What is
 * added is there after the daemon was killed. Called by one thread.
 */
public interface EndedRuns {
    /** All ended runs that were added and not forgotten, in the order of their attempts. */
    List<EndedRun> load();

    /** The farm that this worker belongs to; null before it met one. */
    @Nullable
    String findFarmId();

    /**
     * Keeps an ended run.
     *
     * @throws OutboxFailure when it could not be written; trying again later is right
     */
    void add(EndedRun run);

    /** Forgets an ended run; unknown ones are no trouble. */
    void forget(AttemptRef attempt);

    /**
     * Belongs to a farm from now on. Ended runs of another farm are set aside, not deleted: a person may want them.
     *
     * @throws OutboxFailure when that could not be written
     */
    void join(String farmId);
}
