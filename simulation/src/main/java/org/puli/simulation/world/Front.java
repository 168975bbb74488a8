package org.puli.simulation.world;

import org.jspecify.annotations.Nullable;

/** Where workers and people find a dispatcher. */
public interface Front {
    /** One that answers just now; null when none does. */
    @Nullable
    DispatcherLife findLife();
}
