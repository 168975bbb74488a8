package org.puli.simulation.planner;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.puli.api.view.WaitingReason;

/** What days of planner farms came to. Safe on every thread. */
public final class PlannerTally {
    private final LongAdder starts = new LongAdder();
    private final LongAdder preemptions = new LongAdder();
    private final LongAdder together = new LongAdder();
    private final LongAdder comparisons = new LongAdder();
    private final Set<WaitingReason> reasons = Collections.synchronizedSet(EnumSet.noneOf(WaitingReason.class));

    void started() {
        starts.increment();
    }

    void compared() {
        comparisons.increment();
    }

    void preempted(int commands) {
        preemptions.increment();
        together.add(commands > 1 ? 1 : 0);
    }

    /** How often something was stopped for a share below its minimum. */
    public long preemptions() {
        return preemptions.sum();
    }

    /** How often several commands were stopped together. */
    public long preemptionsOfSeveral() {
        return together.sum();
    }

    void reached(WaitingReason reason) {
        reasons.add(reason);
    }

    /** How many commands were started. */
    public long starts() {
        return starts.sum();
    }

    /** How many choices were held against the plain rules, those to start nothing included. */
    public long comparisons() {
        return comparisons.sum();
    }

    /** Every reason that a job gave for waiting. */
    public Set<WaitingReason> reasons() {
        return Set.copyOf(reasons);
    }
}
