package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Give a worker nothing new; what runs goes on. */
public record PauseWorker(WorkerName worker, @Nullable String reason) implements Request<WorkerView> {}
