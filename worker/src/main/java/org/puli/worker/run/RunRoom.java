package org.puli.worker.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.puli.api.sync.AttemptRef;
import org.puli.worker.logs.LogFiles;
import org.puli.worker.output.Program;
import org.puli.worker.output.Programs;

/** What all runs of one launcher share. */
record RunRoom(
        RunSettings settings,
        Confines confines,
        RunGroups groups,
        LocalUsers users,
        RunMark mark,
        LogFiles logs,
        RunRecords records,
        KeptNotes kept,
        KeepRule keep,
        ScheduledExecutorService timers,
        Supplier<Programs> programs,
        GpuDevices gpus,
        ScratchSpares spares) {
    /** Opens the log of an attempt that begins. */
    OutputLog openLog(AttemptRef attempt, Path log) throws IOException {
        OutputLog open = OutputLog.open(log);
        logs.started(attempt);
        return open;
    }

    /** How the output of a process is understood. */
    Program program(CommandPlan plan, CommandPlan.Step step) {
        String chosen = plan.variables().all().get(Programs.VARIABLE);
        return programs.get().find(step.arguments(), chosen);
    }

    Path scratch(AttemptRef attempt) {
        return settings.scratchFolder().resolve(attempt.toString());
    }
}
