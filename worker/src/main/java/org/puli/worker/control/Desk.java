package org.puli.worker.control;

import org.puli.api.local.LocalAnswer;
import org.puli.api.local.LocalRequest;

/** Who answers at the door. Called by the door's thread, so it must not wait for anything. */
@FunctionalInterface
public interface Desk {
    /**
     * Answers a request of this protocol's version with a verb that is known.
     *
     * @param user who asks, as the system says
     */
    LocalAnswer answer(LocalRequest request, String user);
}
