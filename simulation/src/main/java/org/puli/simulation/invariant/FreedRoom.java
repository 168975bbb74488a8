package org.puli.simulation.invariant;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.WorkerName;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.change.ShareRef;
import org.puli.simulation.planner.PlainPreemption;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * The room off which something was stopped goes to the share for which it was, or to one that is below its minimum,
 * too; to others, and so to whatever was stopped, only when that share has no work left that could have it.
 */
public final class FreedRoom implements Witness {
    private final TreeMap<WorkerName, Set<String>> owed = new TreeMap<>();
    private final WaitsAreCounted waits;

    /** {@code waits} knows whom waiting has lifted. */
    public FreedRoom(WaitsAreCounted waits) {
        this.waits = waits;
    }

    @Override
    public void changing(Farm farm, Change change) {
        switch (change) {
            case Change.CommandPreempted preempted -> owe(farm, preempted);
            case Change.CommandAssigned assigned -> check(farm, assigned);
            default -> {}
        }
    }

    private void owe(Farm farm, Change.CommandPreempted preempted) {
        Command command = requireNonNull(farm.findCommand(preempted.attempt().command()));
        WorkerName worker = requireNonNull(command.holder()).name();
        owed.computeIfAbsent(worker, name -> new TreeSet<>())
                .add(preempted.share().toString());
    }

    private void check(Farm farm, Change.CommandAssigned assigned) {
        Set<String> shares = owed.get(assigned.worker());
        if (shares == null) {
            return;
        }
        Job job = requireNonNull(farm.findTask(assigned.attempt().command())).job();
        shares.remove(new ShareRef(job.pool(), job.share().spec().name()).toString());
        if (!job.share().isBelowMinimum()) {
            Worker worker = requireNonNull(farm.findWorker(assigned.worker()));
            Set<String> wanting = PlainPreemption.wanting(farm, one -> waits.priority(farm, one), worker);
            for (String share : shares) {
                Broken.unless(
                        !wanting.contains(share),
                        "attempt %s starts on %s, off which something was stopped for %s, which has work for it",
                        assigned.attempt(),
                        assigned.worker(),
                        share);
            }
        }
    }

    /** Once all of it is gone and the planner has nothing more to start, the room was given out. */
    @Override
    public void turned(Farm farm, boolean isDone) {
        if (isDone) {
            owed.keySet()
                    .removeIf(name -> farm.stopping().stream().noneMatch(command -> name.equals(command.lastWorker())));
        }
    }

    @Override
    public void crashed() {
        owed.clear();
    }
}
