package org.puli.api.client;

import org.jspecify.annotations.Nullable;
import org.puli.api.view.Page;
import org.puli.api.view.Status;

/**
 * Which commands of a job to list; what is null does not matter.
 *
 * @param task name of a task
 * @param offset how many to leave out, from 0
 * @param limit how many at most, 1 to {@link Page#MAXIMUM}
 */
public record CommandQuery(
        @Nullable Status status, @Nullable String task, long offset, int limit) {
    /** The first commands, whatever they are. */
    public static final CommandQuery ALL = new CommandQuery(null, null, 0, Page.MAXIMUM);

    /** The same commands, another part of them. */
    public CommandQuery part(long from, int most) {
        return new CommandQuery(status, task, from, most);
    }
}
