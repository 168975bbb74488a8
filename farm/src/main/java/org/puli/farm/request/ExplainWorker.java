package org.puli.farm.request;

import org.puli.api.WorkerName;
import org.puli.api.view.WhyView;

/** Ask why a worker does what it does. */
public record ExplainWorker(WorkerName worker) implements Request<WhyView> {}
