package org.puli.api.view;

import java.util.List;
import org.puli.api.PoolName;

/**
 * A pool as it is shown.
 *
 * @param workerCount how many workers belong to it
 * @param onlineCount how many of them are heard of
 * @param busyCount how many of them run something
 * @param reservationLimit workers that may be kept idle for large work that waits
 * @param ageBoost points of priority that a job of it gains for each hour in which it waits for a start; 0 for none
 * @param shares its shares in the order in which jobs are matched; the last takes whatever matches no other
 */
public record PoolView(
        PoolName id,
        PoolName name,
        int workerCount,
        int onlineCount,
        int busyCount,
        int reservationLimit,
        double ageBoost,
        List<ShareView> shares) {
    /** Takes a missing list as an empty one. */
    public PoolView {
        shares = shares == null ? List.of() : List.copyOf(shares);
    }
}
