package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Give a worker nothing new, and show when what runs there has ended. */
public record DrainWorker(WorkerName worker, @Nullable String reason) implements Request<WorkerView> {}
