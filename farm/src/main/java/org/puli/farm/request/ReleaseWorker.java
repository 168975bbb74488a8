package org.puli.farm.request;

import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Let a worker out of quarantine. */
public record ReleaseWorker(WorkerName worker) implements Request<WorkerView> {}
