package org.puli.simulation.invariant;

import org.puli.api.view.Status;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.simulation.check.PlainCommand;
import org.puli.simulation.check.Reference;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * Only what is ready starts: nothing that somebody holds, that has ended, that waits for others or that a person holds
 * back, and only on workers that are there and not paused. Attempts are numbered without a gap, leases never twice.
 */
public final class StartsAreAllowed implements Witness {
    private final Reference reference;
    private long lastLease;

    /** Looks at the plain farm. */
    public StartsAreAllowed(Reference reference) {
        this.reference = reference;
    }

    @Override
    public void changing(Farm farm, Change change) {
        if (change instanceof Change.CommandAssigned assigned) {
            PlainCommand command = reference.live().command(assigned.attempt());
            checkCommand(command, assigned);
            checkPause(command, assigned);
        }
    }

    @Override
    public void crashed() {
        // A lease that was never stored was never told to anybody.
        lastLease = 0;
    }

    private void checkCommand(PlainCommand command, Change.CommandAssigned assigned) {
        Broken.unless(
                command.holder() == null,
                "command %s is given to %s while %s still holds it",
                command.id(),
                assigned.worker(),
                command.holder());
        Broken.unless(
                command.status() == Status.READY, "command %s starts though it is %s", command.id(), command.status());
        Broken.unless(
                assigned.attempt().attempt() == command.attempt() + 1,
                "command %s starts attempt %s after attempt %s",
                command.id(),
                assigned.attempt().attempt(),
                command.attempt());
        Broken.unless(assigned.leaseId() > lastLease, "lease %s is given out twice", assigned.leaseId());
        lastLease = assigned.leaseId();
    }

    private void checkPause(PlainCommand command, Change.CommandAssigned assigned) {
        Broken.unless(!command.isHeldBack(), "command %s starts though it is paused itself", command.id());
        Broken.unless(!command.isDelayed(), "command %s starts before its pause is over", command.id());
        Broken.unless(command.task().isOpen(command), "command %s starts before what it waits for", command.id());
        Broken.unless(!command.task().isStopped(), "command %s starts though it is paused", command.id());
        Broken.unless(
                reference.live().worker(assigned.worker()).isOpen(),
                "command %s starts on %s, which is lost or paused",
                command.id(),
                assigned.worker());
    }
}
