package org.puli.simulation.world;

import org.jspecify.annotations.Nullable;
import org.puli.farm.row.ArchivedRow;

/** Where workers and people find a dispatcher. */
public interface Front {
    /** One that answers just now; null when none does. */
    @Nullable
    DispatcherLife findLife();

    /** The job of the history that was submitted under a key; null when there is none. */
    @Nullable
    ArchivedRow findArchived(String submissionKey);
}
