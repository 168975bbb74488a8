package org.puli.simulation.check;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.WorkerRow;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/** The history has exactly one row for each attempt that is over, and none for one that is not. */
public final class History implements Witness {
    private final TreeMap<AttemptRef, AttemptRow> rows = new TreeMap<>();
    private final TreeSet<Long> uncertain = new TreeSet<>();

    /** Workers that a start may not know: what they held is given to others then, without a line of history. */
    private final TreeSet<String> unknown = new TreeSet<>();

    @Override
    public void committed(RowBatch batch) {
        for (CommandRow row : batch.commands()) {
            if (row.worker() != null && unknown.contains(row.worker())) {
                uncertain.add(row.commandId());
            }
        }
        for (AttemptRow row : batch.attempts()) {
            AttemptRef attempt = new AttemptRef(new CommandId(row.commandId()), row.attempt());
            boolean isSecond = rows.put(attempt, row) != null && !uncertain.contains(row.commandId());
            Broken.unless(!isSecond, "the history has two rows for attempt %s", attempt);
        }
    }

    /** Where a command or a line of its history was refused, a start may find both at different times. */
    @Override
    public void refused(Record row) {
        if (row instanceof CommandRow command) {
            uncertain.add(command.commandId());
        } else if (row instanceof AttemptRow attempt) {
            uncertain.add(attempt.commandId());
        } else if (row instanceof WorkerRow worker) {
            unknown.add(worker.name());
        }
    }

    @Override
    public void reverted(FarmRows farm, List<AttemptRow> history) {
        rows.clear();
        history.forEach(row -> rows.put(new AttemptRef(new CommandId(row.commandId()), row.attempt()), row));
    }

    /** Whether an attempt is over. */
    public boolean has(AttemptRef attempt) {
        return rows.containsKey(attempt);
    }

    /** Compares with the commands in the store. */
    public void check(Iterable<CommandRow> commands) {
        for (CommandRow command : commands) {
            if (uncertain.contains(command.commandId())) {
                continue;
            }
            TreeSet<Integer> missing = new TreeSet<>();
            int over = command.leaseId() == 0 ? command.attempt() : command.attempt() - 1;
            for (int number = 1; number <= over; number++) {
                if (!has(new AttemptRef(new CommandId(command.commandId()), number))) {
                    missing.add(number);
                }
            }
            Broken.unless(missing.isEmpty(), "command %s has no history of attempts %s", command.commandId(), missing);
            Broken.unless(
                    !has(new AttemptRef(new CommandId(command.commandId()), over + 1)),
                    "command %s has a history of attempt %s, which is not over",
                    command.commandId(),
                    over + 1);
        }
    }
}
