package org.puli.farm;

import org.puli.api.spec.Need;
import org.puli.farm.change.Delay;
import org.puli.farm.change.ShareRef;
import org.puli.farm.row.CommandRow;

/** What is stored of commands. Stateless. */
final class CommandRows {
    private CommandRows() {}

    /** A command's row. */
    static CommandRow row(Command command) {
        Task task = command.task();
        Need held = command.holder() == null ? null : command.held();
        Delay delay = command.delay();
        ShareRef stoppedFor = command.stoppedFor();
        return new CommandRow(
                command.id().value(),
                task.job().id().value(),
                command.status(),
                command.attempt(),
                command.failures(),
                command.losses(),
                command.lastWorker() == null ? null : command.lastWorker().value(),
                command.leaseId(),
                command.assignedAt(),
                command.startedAt(),
                command.endedAt(),
                command.exitCode(),
                command.reason(),
                task.need().equals(held) ? null : held,
                command.returns(),
                delay == null ? 0 : delay.readyAt(),
                command.avoided().stream().map(worker -> worker.name().value()).toList(),
                command.isHeldBack(),
                stoppedFor == null ? null : stoppedFor.pool().value(),
                stoppedFor == null ? null : stoppedFor.share(),
                command.grownMemory());
    }
}
