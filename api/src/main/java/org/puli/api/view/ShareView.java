package org.puli.api.view;

import java.util.List;
import java.util.Map;
import org.puli.api.spec.ShareSpec;

/**
 * A share of a pool as it is shown: what was asked for, see {@link ShareSpec}, and what its jobs hold.
 *
 * @param used what its jobs hold, in cores' worth
 * @param runningCount how many of their commands hold a worker
 */
public record ShareView(
        String name,
        Map<String, List<String>> tags,
        List<String> owners,
        double weight,
        double min,
        double max,
        double used,
        int runningCount) {
    /** A share that holds so much. */
    public static ShareView of(ShareSpec spec, double used, int runningCount) {
        return new ShareView(
                spec.name(), spec.tags(), spec.owners(), spec.weight(), spec.min(), spec.max(), used, runningCount);
    }
}
