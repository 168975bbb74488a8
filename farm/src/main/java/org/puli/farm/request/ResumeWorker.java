package org.puli.farm.request;

import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Give a worker work again that was paused or drained. */
public record ResumeWorker(WorkerName worker) implements Request<WorkerView> {}
