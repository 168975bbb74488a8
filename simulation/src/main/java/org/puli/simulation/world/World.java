package org.puli.simulation.world;

import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.fault.Faults;
import org.puli.simulation.time.Chance;
import org.puli.simulation.time.SimScheduler;

/** What every part of a simulated farm shares. */
public record World(
        SimScheduler scheduler, Chance chance, Faults faults, FaultPlan plan, SimStorage storage, Witness witness) {
    /** Nanoseconds in a millisecond. */
    public static final long MILLI = 1_000_000;

    /** Nanoseconds in a second. */
    public static final long SECOND = 1_000 * MILLI;
}
