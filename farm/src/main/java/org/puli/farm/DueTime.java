package org.puli.farm;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;

/**
 * A time that is waited for and has not come.
 *
 * @param millis the time, milliseconds since 1970
 * @param node the task or group that waits; null for the job as a whole
 * @param place which of its times and files it is, from 0
 */
public record DueTime(long millis, JobId job, @Nullable TaskId node, int place) implements Comparable<DueTime> {
    private static final Comparator<DueTime> ORDER = Comparator.comparingLong(DueTime::millis)
            .thenComparing(DueTime::job)
            .thenComparingLong(due -> due.node == null ? 0 : due.node.value())
            .thenComparingInt(DueTime::place);

    @Override
    public int compareTo(DueTime other) {
        return ORDER.compare(this, other);
    }
}
