package org.puli.simulation.invariant;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.WorkerName;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.RunOrder;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.simulation.check.PlainCommand;
import org.puli.simulation.check.Reference;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * What the farm believes of attempts is what really happened: an attempt runs only where it was given to, once; an end
 * is accepted only if its worker really saw that end, and only once.
 */
public final class Truth implements Witness {
    private final Reference reference;
    private final TreeMap<AttemptRef, WorkerName> given = new TreeMap<>();
    private final TreeMap<AttemptRef, EndedRun> kept = new TreeMap<>();
    private final TreeSet<AttemptRef> launched = new TreeSet<>();

    /** Looks at the plain farm. */
    public Truth(Reference reference) {
        this.reference = reference;
    }

    @Override
    public void changing(Farm farm, Change change) {
        switch (change) {
            case Change.CommandAssigned assigned -> given.put(assigned.attempt(), assigned.worker());
            case Change.CommandDone done -> accept(done.run());
            case Change.CommandFailed failed -> accept(failed.run());
            case Change.CommandReturned returned -> accept(returned.run());
            case Change.CommandGrown grown -> accept(grown.run());
            case Change.CommandWaived waived -> accept(waived.run());
            default -> {}
        }
    }

    private void accept(EndedRun run) {
        PlainCommand command = reference.live().command(run.attempt());
        Broken.unless(
                command.attempt() == run.attempt().attempt()
                        && command.status().isActive()
                        && Objects.equals(command.holder(), given.get(run.attempt())),
                "the end of attempt %s is accepted, and command %s is %s in attempt %s held by %s",
                run.attempt(),
                command.id(),
                command.status(),
                command.attempt(),
                command.holder());
        Broken.unless(
                run.equals(kept.get(run.attempt())),
                "the end of attempt %s is accepted, and no worker has seen that end",
                run.attempt());
    }

    @Override
    public void launched(WorkerName worker, RunOrder order, int usedMilliCores, int offeredMilliCores) {
        AttemptRef attempt = order.attempt();
        Broken.unless(
                worker.equals(given.get(attempt)),
                "%s starts attempt %s, which was given to %s",
                worker,
                attempt,
                given.get(attempt));
        Broken.unless(launched.add(attempt), "%s starts attempt %s for the second time", worker, attempt);
        int own = (int) Math.round(requireNonNull(order.details()).cores() * 1000);
        Broken.unless(
                usedMilliCores <= offeredMilliCores || usedMilliCores == own,
                "%s starts attempt %s and then uses %s of %s thousandths of cores",
                worker,
                attempt,
                usedMilliCores,
                offeredMilliCores);
    }

    @Override
    public void kept(WorkerName worker, EndedRun run) {
        kept.put(run.attempt(), run);
    }
}
