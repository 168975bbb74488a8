package org.puli.api.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a dispatcher leads, and who does.
 *
 * @param role what the one does that was asked
 * @param address where the one is that was asked, for others
 * @param leader where the one is that leads or is about to; null when nobody is known
 * @param since when that one began, milliseconds since 1970; null when nobody did
 * @param farmId the farm; null where the one that was asked does not lead
 * @param epoch the start of the farm in which the newest batch was acknowledged; 0 where this one does not lead
 * @param batch the newest batch that was acknowledged; 0 where this one does not lead
 * @param problem why it does not lead though it would; null when there is no trouble
 * @param standbys addresses of those that wait
 */
public record LeaderView(
        Role role,
        String address,
        @Nullable String leader,
        @Nullable Long since,
        @Nullable String farmId,
        long epoch,
        long batch,
        @Nullable String problem,
        List<String> standbys) {
    /** What a dispatcher does. */
    public enum Role {
        /** It decides, and nobody else does. */
        LEADING,
        /** It stores what is in hand and takes nothing more. */
        HANDING_OVER,
        /** It waits until nobody leads. */
        STANDBY
    }

    /** Takes a missing list as an empty one. */
    public LeaderView {
        standbys = standbys == null ? List.of() : List.copyOf(standbys);
    }
}
