package org.puli.simulation.invariant;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * An attempt is run with the command line and the environment that its job said when it was given away or, as long as
 * its worker has not begun, after an edit: each value from the innermost that names it. Reads the job's document anew
 * each time. What a crash takes back only adds to what may be run.
 */
public final class RunsWhatWasSaid implements Witness {
    private final Map<AttemptRef, Set<PlainRun>> said = new HashMap<>();
    private long innerValues;

    @Override
    public void changing(Farm farm, Change change) {
        switch (change) {
            case Change.CommandAssigned c -> assigned(farm, c.attempt());
            case Change.JobEdited c -> edited(farm, c.job(), c.spec());
            default -> {}
        }
    }

    private void assigned(Farm farm, AttemptRef attempt) {
        Command command = farm.findCommand(attempt.command());
        if (command != null) {
            said.computeIfAbsent(attempt, a -> new HashSet<>())
                    .add(of(command, command.task().job().spec()));
        }
    }

    private void edited(Farm farm, JobId job, JobSpec then) {
        said.forEach((attempt, runs) -> {
            Command command = farm.findCommand(attempt.command());
            if (command != null && command.task().job().id().equals(job)) {
                runs.add(of(command, then));
            }
        });
    }

    private static PlainRun of(Command command, JobSpec job) {
        return PlainRun.of(job, command.task().name(), command.index());
    }

    @Override
    public void launched(WorkerName worker, RunOrder order, int usedMilliCores, int offeredMilliCores) {
        RunDetails details = requireNonNull(order.details(), "an attempt is started with its details");
        Set<PlainRun> runs = said.getOrDefault(order.attempt(), Set.of());
        PlainRun given = null;
        for (PlainRun run : runs) {
            if (run.line().equals(details.commandLine()) && run.environment().equals(details.environment())) {
                given = run;
            }
        }
        Broken.unless(
                runs.isEmpty() || given != null,
                "attempt %s was run as %s with %s, and its job says %s",
                order.attempt(),
                details.commandLine(),
                details.environment(),
                runs);
        if (given != null && given.hasInner()) {
            innerValues++;
        }
    }

    @Override
    public void gone(WorkerName worker, AttemptRef attempt) {
        said.remove(attempt);
    }

    /** How many attempts were run with a value that a group or a task says in place of an outer one. */
    public long innerValues() {
        return innerValues;
    }
}
