package org.puli.simulation.invariant;

import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Task;
import org.puli.farm.change.Change;
import org.puli.simulation.check.StartableWork;
import org.puli.simulation.time.Chance;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * The planner, with all its indexes, chooses the job that a look at everything chooses, and stops only when nothing can
 * start. Looks at a part of the choices, since each look is dear.
 */
public final class RightChoice implements Witness {
    private static final double LOOKED_AT = 0.1;

    private final Chance chance;

    /** Looks at choices drawn by chance. */
    public RightChoice(Chance chance) {
        this.chance = chance;
    }

    @Override
    public void changing(Farm farm, Change change) {
        if (change instanceof Change.CommandAssigned assigned && chance.happens(LOOKED_AT)) {
            Task task = farm.findTask(assigned.attempt().command());
            Job first = StartableWork.findFirst(farm);
            Broken.unless(
                    task != null && first == task.job(),
                    "job %s is first in line, and command %s of job %s starts",
                    first == null ? "none" : first.id(),
                    assigned.attempt().command(),
                    task == null ? "none" : task.job().id());
        }
    }

    @Override
    public void turned(Farm farm, boolean isDone) {
        if (isDone && chance.happens(LOOKED_AT)) {
            Job first = StartableWork.findFirst(farm);
            Broken.unless(
                    first == null,
                    "the planner has stopped though job %s could start",
                    first == null ? "none" : first.id());
        }
    }
}
