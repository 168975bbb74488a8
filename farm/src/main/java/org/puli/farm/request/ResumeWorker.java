package org.puli.farm.request;

import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Give a paused worker work again. */
public record ResumeWorker(WorkerName worker) implements Request<WorkerView> {}
