package org.puli.api.client;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.Status;

/**
 * The jobs to which something is done; what is null does not matter, and something has to be said.
 *
 * @param jobs numbers, as in {@code 12,20-30}
 * @param name a part of the job's name, upper or lower case
 * @param tag the name of a tag that it has, or a tag with its value, as in {@code shot=sh010}
 */
public record JobFilter(
        @Nullable String jobs,
        @Nullable Status status,
        @Nullable String owner,
        @Nullable String name,
        @Nullable String pool,
        @Nullable String tag,
        JobTimes times) {
    /** The same jobs as a list of them is asked for. */
    public JobQuery query() {
        return new JobQuery(status, owner, name, pool, tag, times, 0, 1);
    }

    /** Whether nothing is said. */
    public boolean isOpen() {
        boolean hasNoWords = owner == null && name == null && pool == null && tag == null;
        return hasNoWords && jobs == null && status == null && times.isOpen();
    }

    Call on(Call call) {
        return times.on(call)
                .with("jobs", jobs)
                .with("jobStatus", status)
                .with("owner", owner)
                .with("name", name)
                .with("pool", pool)
                .with("tag", tag);
    }
}
