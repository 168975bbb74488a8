package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.view.CommandView;
import org.puli.api.view.Page;
import org.puli.api.view.Status;

/**
 * A page of a job's commands, in order.
 *
 * @param task only those of the task with this name or number; null for all
 * @param status only those that stand so; null for all
 * @param offset how many to skip, from 0
 * @param limit how many at most, 1 to {@link Page#MAXIMUM}
 */
public record ListCommands(
        JobId job, @Nullable String task, @Nullable Status status, long offset, int limit)
        implements Request<Page<CommandView>> {}
