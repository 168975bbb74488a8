package org.puli.farm.request;

import org.puli.api.JobId;
import org.puli.api.view.BlockView;
import org.puli.api.view.Page;

/** Which workers get nothing of a job's tasks any more, task by task. */
public record ShowBlocklist(JobId job, long offset, int limit) implements Request<Page<BlockView>> {}
