package org.puli.farm;

import org.puli.api.sync.EndedRun;
import org.puli.api.view.Status;
import org.puli.farm.change.ShareRef;
import org.puli.farm.row.AttemptRow;

/** The history of attempts. Stateless. */
final class Attempts {
    private Attempts() {}

    /** How an attempt ended that was not wanted any more. */
    static AttemptRow.Outcome unwanted(Command command) {
        if (command.stoppedFor() != null) {
            return AttemptRow.Outcome.PREEMPTED;
        }
        return isOverdue(command) ? AttemptRow.Outcome.LOST : AttemptRow.Outcome.CANCELED;
    }

    /** Whether it was taken from its holder for not starting; one that a person made ready has no reason any more. */
    private static boolean isOverdue(Command command) {
        Worker holder = command.holder();
        boolean isReady = command.status() == Status.READY && command.reason() != null;
        return isReady && holder != null && command.avoids(holder);
    }

    /** The row of a command's newest attempt, made when its lease ends. */
    static AttemptRow row(Command command, AttemptRow.Outcome outcome, EndedRun run) {
        ShareRef stoppedFor = command.stoppedFor();
        return new AttemptRow(
                command.id().value(),
                command.attempt(),
                command.task().job().id().value(),
                command.lastWorker() == null ? "" : command.lastWorker().value(),
                command.leaseId(),
                outcome,
                run.exitCode(),
                run.signal(),
                stoppedFor == null ? run.reason() : stoppedFor.reason(),
                command.assignedAt(),
                run.startedAt(),
                run.endedAt(),
                run.cpuMillis(),
                run.peakMemoryBytes(),
                run.readBytes(),
                run.writtenBytes(),
                command.held().milliCores(),
                run.results());
    }
}
