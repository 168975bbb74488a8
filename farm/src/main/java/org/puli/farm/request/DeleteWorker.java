package org.puli.farm.request;

import org.puli.api.WorkerName;

/** Forget a worker that is lost and holds nothing. */
public record DeleteWorker(WorkerName worker) implements Request<Void> {}
