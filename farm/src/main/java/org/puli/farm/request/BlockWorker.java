package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.view.BlockView;
import org.puli.api.view.Page;

/**
 * Give a worker nothing of a job any more; what runs there goes on.
 *
 * @param task name or number of one task; null for all of them
 * @param reason why, in words; null for nothing said
 */
public record BlockWorker(
        JobId job,
        @Nullable String task,
        WorkerName worker,
        String user,
        @Nullable String reason) implements Request<Page<BlockView>> {}
