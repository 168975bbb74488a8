package org.puli.dispatcher.lead;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a dispatcher stands just now.
 *
 * @param leader where the one is that leads, or is about to; empty when nobody is known
 * @param since when that one began, milliseconds since 1970; 0 when nobody did
 * @param acknowledged how far the farm has come here; null where this one does not lead
 * @param problem why this one does not lead though it would; null when there is no trouble
 * @param standbys addresses of those that wait
 */
public record Standing(
        Role role,
        String leader,
        long since,
        @Nullable Mark acknowledged,
        @Nullable String problem,
        List<String> standbys) {
    /** Before anything is known. */
    public static final Standing STARTING = new Standing(Role.STANDBY, "", 0, null, null, List.of());

    /** What a dispatcher does. */
    public enum Role {
        /** It decides, and nobody else does. */
        LEADING,
        /** It stores what is in hand and takes nothing more. */
        HANDING_OVER,
        /** It waits until nobody leads. */
        STANDBY
    }

    /** Copies the list. */
    public Standing {
        standbys = List.copyOf(standbys);
    }

    /** Whether it takes requests. */
    public boolean isLeading() {
        return role == Role.LEADING;
    }
}
