package org.puli.worker.run;

import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.puli.api.sync.AttemptRef;
import org.puli.worker.output.Programs;

/** What all runs of one launcher share. */
record RunRoom(
        RunSettings settings,
        Confines confines,
        RunGroups groups,
        RunMark mark,
        LogFiles logs,
        RunRecords records,
        ScheduledExecutorService timers,
        Supplier<Programs> programs) {
    Path scratch(AttemptRef attempt) {
        return settings.scratchFolder().resolve(attempt.toString());
    }
}
