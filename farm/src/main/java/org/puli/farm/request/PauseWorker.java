package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.view.WorkerView;

/** Give a worker nothing new. */
public record PauseWorker(WorkerName worker, @Nullable String reason, Running running) implements Request<WorkerView> {
    /** Pauses a worker; what runs goes on. */
    public PauseWorker(WorkerName worker, @Nullable String reason) {
        this(worker, reason, Running.GOES_ON);
    }
}
