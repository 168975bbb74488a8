package org.puli.api.client;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.Page;
import org.puli.api.view.Status;

/**
 * Which jobs to list; what is null does not matter.
 *
 * @param name a part of the job's name, upper or lower case
 * @param tag the name of a tag that it has, or a tag with its value, as in {@code shot=sh010}
 * @param offset how many to leave out, from 0
 * @param limit how many at most, 1 to {@link Page#MAXIMUM}
 */
public record JobQuery(
        @Nullable Status status,
        @Nullable String owner,
        @Nullable String name,
        @Nullable String pool,
        @Nullable String tag,
        JobTimes times,
        long offset,
        int limit) {
    /** The newest jobs, whatever they are. */
    public static final JobQuery ALL = new JobQuery(null, null, null, null, null, JobTimes.ANY, 0, Page.MAXIMUM);

    /** The same jobs, another part of them. */
    public JobQuery part(long from, int most) {
        return new JobQuery(status, owner, name, pool, tag, times, from, most);
    }
}
