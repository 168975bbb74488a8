package org.puli.simulation.invariant;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.puli.api.PoolName;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.ShareSpec;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.simulation.check.PlainCommand;
import org.puli.simulation.check.PlainJob;
import org.puli.simulation.check.Reference;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * Only what is preemptible is ever stopped for others, only in a pool that wants it, for a share below its minimum, and
 * nothing that another share is guaranteed. Counted anew in the plain farm each time.
 */
public final class PreemptionsAreFair implements Witness {
    private static final double MILLI = 1000;

    private final Reference reference;

    /** Counts in the plain farm. */
    public PreemptionsAreFair(Reference reference) {
        this.reference = reference;
    }

    @Override
    public void changing(Farm farm, Change change) {
        if (change instanceof Change.CommandPreempted preempted) {
            PoolName name = preempted.share().pool();
            PoolSpec pool = requireNonNull(farm.findPool(name)).spec();
            check(preempted, reference.live().command(preempted.attempt()), pool);
        }
    }

    private void check(Change.CommandPreempted preempted, PlainCommand command, PoolSpec pool) {
        PlainJob job = command.task().ofJob();
        Broken.unless(pool.preempt() != Preempt.OFF, "pool %s stops nothing and attempt %s is", pool.name(), preempted);
        Broken.unless(command.status().isActive(), "%s is stopped though it is %s", preempted, command.status());
        Broken.unless(command.task().isPreemptible(), "%s is stopped and is not preemptible", preempted);
        Broken.unless(job.spec().pool().equals(pool.name()), "%s is stopped for another pool", preempted);
        ShareSpec share = shareOf(job, pool);
        Broken.unless(!share.name().equals(preempted.share().share()), "%s is stopped for its own share", preempted);
        double left = used(pool, share, other -> other.status().isActive() && other != command);
        Broken.unless(
                left >= share.min() * MILLI - 0.5,
                "%s is stopped and leaves its share %s with %s thousandths of cores' worth of %s",
                preempted,
                share.name(),
                left,
                share.min());
        ShareSpec served = pool.shares().stream()
                .filter(one -> one.name().equals(preempted.share().share()))
                .findFirst()
                .orElseThrow(() -> new Broken("%s is stopped for a share that is not there".formatted(preempted)));
        Broken.unless(
                used(pool, served, other -> true) < served.min() * MILLI,
                "%s is stopped for a share that has its minimum",
                preempted);
    }

    /** The first share whose tags and owners a job has. */
    private static ShareSpec shareOf(PlainJob job, PoolSpec pool) {
        List<ShareSpec> shares = new ArrayList<>(pool.shares());
        shares.add(ShareSpec.rest());
        return shares.stream()
                .filter(share -> share.matches(job.spec().tags(), job.spec().owner()))
                .findFirst()
                .orElseThrow();
    }

    private double used(PoolSpec pool, ShareSpec share, Predicate<PlainCommand> counts) {
        return reference.live().allJobs().stream()
                .filter(job -> job.spec().pool().equals(pool.name())
                        && shareOf(job, pool).name().equals(share.name()))
                .flatMap(job -> job.tasks().stream())
                .flatMap(task -> task.commands().stream())
                .filter(counts)
                .mapToLong(PlainCommand::milliCost)
                .sum();
    }
}
