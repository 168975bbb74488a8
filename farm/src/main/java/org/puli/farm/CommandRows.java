package org.puli.farm;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.Need;
import org.puli.farm.change.Delay;
import org.puli.farm.change.ShareRef;
import org.puli.farm.row.CommandRow;

/** What is stored of commands. Stateless. */
final class CommandRows {
    private CommandRows() {}

    /** What its newest attempt holds on a worker: what its row says, or else what is usual. */
    static Lease lease(CommandRow row, Worker holder, Need usual) {
        Lease lease = new Lease(holder, row.leaseId(), row.held() == null ? usual : row.held());
        lease.stopFor(stoppedFor(row));
        return lease;
    }

    private static @Nullable ShareRef stoppedFor(CommandRow row) {
        return row.stoppedPool() == null || row.stoppedShare() == null
                ? null
                : new ShareRef(new PoolName(row.stoppedPool()), row.stoppedShare());
    }

    /** The frames that earlier attempts finished; null when none are known. */
    static @Nullable FrameRange framesDone(CommandRow row) {
        return row.framesDone() == null ? null : FrameRange.parse(row.framesDone());
    }

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
                names(command.avoided()),
                command.isHeldBack(),
                stoppedFor == null ? null : stoppedFor.pool().value(),
                stoppedFor == null ? null : stoppedFor.share(),
                command.framesDone() == null ? null : command.framesDone().toString(),
                command.grownMemory());
    }

    private static List<String> names(Collection<Worker> workers) {
        return workers.isEmpty()
                ? List.of()
                : workers.stream().map(worker -> worker.name().value()).toList();
    }
}
