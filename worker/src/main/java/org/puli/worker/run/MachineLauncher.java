package org.puli.worker.run;

import java.io.Closeable;
import org.puli.worker.logs.LogFiles;

/** A launcher of real processes, which keeps their logs and holds the worker's state folder until it is closed. */
public interface MachineLauncher extends ProcessLauncher, Closeable {
    /** Where the logs are. */
    LogFiles logs();
}
