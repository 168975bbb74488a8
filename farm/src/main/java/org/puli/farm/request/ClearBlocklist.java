package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.view.BlockView;
import org.puli.api.view.Page;

/**
 * Give workers work of a job again, and forgive what failed there.
 *
 * @param task name or number of one task; null for all of them
 * @param worker one worker; null for all of them
 */
public record ClearBlocklist(
        JobId job, @Nullable String task, @Nullable WorkerName worker) implements Request<Page<BlockView>> {}
