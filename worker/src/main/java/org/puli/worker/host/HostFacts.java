package org.puli.worker.host;

import org.puli.api.sync.WorkerFacts;

/** What the machine offers to the farm. Safe on every thread. */
public interface HostFacts {
    /** The facts as they are now; cheap enough to be asked at each report. */
    WorkerFacts facts();
}
