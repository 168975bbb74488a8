package org.puli.simulation.invariant;

import org.jspecify.annotations.Nullable;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.simulation.planner.PlainPlanner;
import org.puli.simulation.time.Chance;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.Witness;

/**
 * The planner, with all its indexes, makes the choice that a look at everything makes, and stops only when nothing can
 * start. Looks at a part of the choices, since each look is dear.
 */
public final class RightChoice implements Witness {
    private static final double LOOKED_AT = 0.1;

    private final Chance chance;
    private final WaitsAreCounted waits;

    /** Looks at choices drawn by chance; {@code waits} knows whom waiting has lifted, and is told of changes later. */
    public RightChoice(Chance chance, WaitsAreCounted waits) {
        this.chance = chance;
        this.waits = waits;
    }

    @Override
    public void changing(Farm farm, Change change) {
        if (change instanceof Change.CommandAssigned assigned && chance.happens(LOOKED_AT)) {
            PlainPlanner.Start first = PlainPlanner.findNext(farm, job -> waits.priority(farm, job));
            Broken.unless(
                    first != null && isSame(first, assigned),
                    "the plain rules start %s, and attempt %s starts on %s",
                    words(first),
                    assigned.attempt(),
                    assigned.worker());
        }
    }

    private static boolean isSame(PlainPlanner.Start first, Change.CommandAssigned assigned) {
        return first.task().commandId(first.index()).equals(assigned.attempt().command())
                && first.worker().name().equals(assigned.worker())
                && first.milliCores() == assigned.milliCores();
    }

    @Override
    public void turned(Farm farm, boolean isDone) {
        if (isDone && chance.happens(LOOKED_AT)) {
            PlainPlanner.Start first = PlainPlanner.findNext(farm, job -> waits.priority(farm, job));
            Broken.unless(first == null, "the planner has stopped though the plain rules start %s", words(first));
        }
    }

    private static String words(PlainPlanner.@Nullable Start start) {
        return start == null
                ? "nothing"
                : "command " + start.task().commandId(start.index()) + " on "
                        + start.worker().name();
    }
}
