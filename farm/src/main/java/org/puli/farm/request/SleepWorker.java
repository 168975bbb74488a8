package org.puli.farm.request;

import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Put the machine of a worker to sleep as soon as nothing runs there. */
public record SleepWorker(WorkerName worker) implements Request<WorkerView> {}
