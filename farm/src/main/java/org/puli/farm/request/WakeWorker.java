package org.puli.farm.request;

import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Send a wake packet to the machine of a worker that sleeps. */
public record WakeWorker(WorkerName worker) implements Request<WorkerView> {}
