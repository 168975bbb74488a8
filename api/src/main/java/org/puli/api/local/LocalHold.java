package org.puli.api.local;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability.OfRunning;

/**
 * A pause or drain that somebody at the machine asked for. It outlasts the daemon.
 *
 * @param drains whether the worker is to become empty; a pause otherwise
 * @param reason why; null when nothing was said
 * @param running what is to become of running commands
 * @param by the user who asked
 * @param since milliseconds since 1970
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LocalHold(boolean drains, @Nullable String reason, OfRunning running, String by, long since) {
    /** The reason in one line that also says who it was. */
    public String words() {
        String what = (drains ? "drained" : "paused") + " at the machine by " + by;
        return reason == null || reason.isBlank() ? what : reason + " (" + what + ")";
    }
}
