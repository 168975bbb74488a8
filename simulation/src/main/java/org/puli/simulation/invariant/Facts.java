package org.puli.simulation.invariant;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.puli.api.LicenseName;
import org.puli.api.view.JobView;
import org.puli.api.view.WaitingReason;
import org.puli.dispatcher.loop.ViewBatch;
import org.puli.farm.Farm;
import org.puli.farm.License;
import org.puli.farm.Task;
import org.puli.farm.change.Change;
import org.puli.simulation.world.Witness;

/** Which changes and reasons have occurred at all: what never occurs is not tested. */
public final class Facts implements Witness {
    private final Set<String> changes = new TreeSet<>();
    private final Set<WaitingReason> reasons = EnumSet.noneOf(WaitingReason.class);

    private long sharedStarts;

    @Override
    public void changing(Farm farm, Change change) {
        changes.add(change.getClass().getSimpleName());
        if (change instanceof Change.CommandAssigned assigned && isShared(farm, assigned)) {
            sharedStarts++;
        }
    }

    /** Whether it could not start on a worker that holds no seat. */
    private static boolean isShared(Farm farm, Change.CommandAssigned assigned) {
        Task task = farm.findTask(assigned.attempt().command());
        if (task == null) {
            return false;
        }
        for (Map.Entry<LicenseName, Integer> asked : task.need().licenses().entrySet()) {
            License license = farm.findLicense(asked.getKey());
            if (license != null && license.spare() < asked.getValue()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void published(ViewBatch views) {
        for (JobView job : views.jobs()) {
            if (job.waiting() != null) {
                reasons.add(job.waiting());
            }
        }
    }

    /** How many commands started with seats that their workers held, where too few others were free. */
    public long sharedStarts() {
        return sharedStarts;
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
