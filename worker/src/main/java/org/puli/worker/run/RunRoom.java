package org.puli.worker.run;

import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import org.puli.api.sync.AttemptRef;

/** What all runs of one launcher share. */
record RunRoom(
        RunSettings settings,
        Confines confines,
        RunMark mark,
        LogFiles logs,
        RunRecords records,
        ScheduledExecutorService timers) {
    Path scratch(AttemptRef attempt) {
        return settings.scratchFolder().resolve(attempt.toString());
    }
}
