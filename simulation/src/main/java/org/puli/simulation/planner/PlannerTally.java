package org.puli.simulation.planner;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.puli.api.view.WaitingReason;

/** What days of planner farms came to. Safe on every thread. */
public final class PlannerTally {
    private final LongAdder starts = new LongAdder();
    private final LongAdder lifts = new LongAdder();
    private final LongAdder liftedStarts = new LongAdder();
    private final LongAdder growths = new LongAdder();
    private final LongAdder edits = new LongAdder();
    private final LongAdder shared = new LongAdder();
    private final LongAdder preemptions = new LongAdder();
    private final LongAdder together = new LongAdder();
    private final LongAdder comparisons = new LongAdder();
    private final Set<WaitingReason> reasons = Collections.synchronizedSet(EnumSet.noneOf(WaitingReason.class));

    /** A command started; {@code isShared} when that took a seat of its worker while no other was free. */
    void started(boolean isShared) {
        starts.increment();
        if (isShared) {
            shared.increment();
        }
    }

    void grew() {
        growths.increment();
    }

    /** How many commands came back with more memory. */
    public long growths() {
        return growths.sum();
    }

    void lifted() {
        lifts.increment();
    }

    void startedLifted() {
        liftedStarts.increment();
    }

    /** How many commands were started of jobs that their wait had lifted. */
    public long liftedStarts() {
        return liftedStarts.sum();
    }

    void reordered() {
        edits.increment();
    }

    /** How often a look found a job that its wait had lifted. */
    public long lifts() {
        return lifts.sum();
    }

    /** How often somebody gave a job, and what is in it, another order. */
    public long edits() {
        return edits.sum();
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

    /** How many of them started on a worker that held their seats, where no other worker could have got any. */
    public long shared() {
        return shared.sum();
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
