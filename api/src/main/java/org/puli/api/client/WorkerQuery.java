package org.puli.api.client;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.Page;
import org.puli.api.view.WorkerView.WorkerStatus;

/**
 * Which workers to list; what is null does not matter.
 *
 * @param offset how many to leave out, from 0
 * @param limit how many at most, 1 to {@link Page#MAXIMUM}
 */
public record WorkerQuery(
        @Nullable WorkerStatus status, @Nullable String pool, long offset, int limit) {
    /** The first workers, whatever they are. */
    public static final WorkerQuery ALL = new WorkerQuery(null, null, 0, Page.MAXIMUM);

    /** The same workers, another part of them. */
    public WorkerQuery part(long from, int most) {
        return new WorkerQuery(status, pool, from, most);
    }
}
