package org.puli.farm.request;

import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Keep a worker from new work because something is wrong with it, until it is released. */
public record QuarantineWorker(WorkerName worker, String reason) implements Request<WorkerView> {}
