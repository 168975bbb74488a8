package org.puli.simulation.check;

import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.RowBatch;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/** The history has exactly one row for each attempt that is over, and none for one that is not. */
public final class History implements Witness {
    private final TreeMap<AttemptRef, AttemptRow> rows = new TreeMap<>();

    @Override
    public void committed(RowBatch batch) {
        for (AttemptRow row : batch.attempts()) {
            AttemptRef attempt = new AttemptRef(new CommandId(row.commandId()), row.attempt());
            Broken.unless(rows.put(attempt, row) == null, "the history has two rows for attempt %s", attempt);
        }
    }

    /** Whether an attempt is over. */
    public boolean has(AttemptRef attempt) {
        return rows.containsKey(attempt);
    }

    /** Compares with the commands in the store. */
    public void check(Iterable<CommandRow> commands) {
        for (CommandRow command : commands) {
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
