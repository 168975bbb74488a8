package org.puli.worker.availability;

import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability;

/** Whether the worker wants work. Asked by the worker's loop at every turn, so it answers at once. */
@FunctionalInterface
public interface Willingness {
    /** One that always takes work. */
    Willingness ALWAYS = () -> null;

    /** Why it wants none now; null when it does. */
    @Nullable
    Availability now();
}
