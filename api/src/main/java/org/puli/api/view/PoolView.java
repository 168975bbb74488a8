package org.puli.api.view;

import java.util.List;
import org.puli.api.PoolName;
import org.puli.api.spec.Grace;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;

/**
 * A pool as it is shown.
 *
 * @param workerCount how many workers belong to it
 * @param onlineCount how many of them are heard of
 * @param busyCount how many of them run something
 * @param reservationLimit workers that may be kept idle for large work that waits
 * @param ageBoost points of priority that a job of it gains for each hour in which it waits for a start; 0 for none
 * @param preempt whether commands are stopped for a share that is below its guaranteed minimum, and which ones first
 * @param preemptGrace how long a share is below its minimum before that happens
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
        Preempt preempt,
        Grace preemptGrace,
        List<ShareView> shares) {
    /** What a dispatcher of an older release leaves out is what holds there. */
    public PoolView {
        preempt = preempt == null ? Preempt.OFF : preempt;
        preemptGrace = preemptGrace == null ? PoolSpec.DEFAULT_GRACE : preemptGrace;
        shares = shares == null ? List.of() : List.copyOf(shares);
    }
}
