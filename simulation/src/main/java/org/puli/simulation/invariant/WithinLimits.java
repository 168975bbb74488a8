package org.puli.simulation.invariant;

import java.util.Map;
import org.puli.api.LicenseName;
import org.puli.api.spec.Need;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.simulation.check.PlainCommand;
import org.puli.simulation.check.PlainJob;
import org.puli.simulation.check.PlainWorker;
import org.puli.simulation.check.Reference;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/** Nothing is given out that is not there: cores, memory, seats, and a job's most workers. */
public final class WithinLimits implements Witness {
    private final Reference reference;

    /** Counts in the plain farm. */
    public WithinLimits(Reference reference) {
        this.reference = reference;
    }

    @Override
    public void changing(Farm farm, Change change) {
        if (change instanceof Change.CommandAssigned assigned) {
            PlainCommand command = reference.live().command(assigned.attempt());
            check(command.need(), reference.live().worker(assigned.worker()), assigned);
            check(command.task().ofJob());
            String full = command.task().findFull();
            Broken.unless(full == null, "attempt %s starts, and %s runs all that it may", assigned.attempt(), full);
        }
    }

    private void check(Need need, PlainWorker worker, Change.CommandAssigned assigned) {
        Broken.unless(
                worker.freeMilliCores() >= assigned.milliCores()
                        && worker.freeMemoryBytes() >= need.memoryBytes()
                        && worker.freeGpus() >= need.gpus()
                        && worker.isLonelyEnoughFor(need.wholeMachine()),
                "%s was given attempt %s and has no room for it",
                assigned.worker(),
                assigned.attempt());
        for (Map.Entry<LicenseName, Integer> seats : need.licenses().entrySet()) {
            int free = reference.live().freeSeats(seats.getKey());
            int more = reference.live().seatsMore(seats.getKey(), worker, seats.getValue());
            Broken.unless(
                    free >= more,
                    "attempt %s takes %s more seats of license %s, of which %s are free",
                    assigned.attempt(),
                    more,
                    seats.getKey(),
                    free);
        }
    }

    private static void check(PlainJob job) {
        int most = job.spec().maxWorkers();
        Broken.unless(
                most == 0 || job.leaseCount() < most,
                "job %s may have %s workers and was given one more",
                job.id(),
                most);
    }
}
