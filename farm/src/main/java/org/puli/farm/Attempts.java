package org.puli.farm;

import org.puli.api.sync.EndedRun;
import org.puli.farm.row.AttemptRow;

/** The history of attempts. Stateless. */
final class Attempts {
    private Attempts() {}

    /** The row of a command's newest attempt, made when its lease ends. */
    static AttemptRow row(Command command, AttemptRow.Outcome outcome, EndedRun run) {
        return new AttemptRow(
                command.id().value(),
                command.attempt(),
                command.task().job().id().value(),
                command.lastWorker() == null ? "" : command.lastWorker().value(),
                command.leaseId(),
                outcome,
                run.exitCode(),
                run.signal(),
                run.reason(),
                command.assignedAt(),
                run.startedAt(),
                run.endedAt(),
                run.cpuMillis(),
                run.peakMemoryBytes());
    }
}
