package org.puli.simulation.invariant;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.puli.api.view.JobView;
import org.puli.api.view.WaitingReason;
import org.puli.dispatcher.loop.ViewBatch;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.simulation.world.Witness;

/** Which changes and reasons have occurred at all: what never occurs is not tested. */
public final class Facts implements Witness {
    private final Set<String> changes = new TreeSet<>();
    private final Set<WaitingReason> reasons = EnumSet.noneOf(WaitingReason.class);

    @Override
    public void changing(Farm farm, Change change) {
        changes.add(change.getClass().getSimpleName());
    }

    @Override
    public void published(ViewBatch views) {
        for (JobView job : views.jobs()) {
            if (job.waiting() != null) {
                reasons.add(job.waiting());
            }
        }
    }

    /** Names of the changes that occurred. */
    public Set<String> changes() {
        return changes;
    }

    /** The reasons that were shown. */
    public Set<WaitingReason> reasons() {
        return reasons;
    }
}
