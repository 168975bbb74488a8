package org.puli.simulation.fault;

import java.util.EnumMap;
import java.util.Map;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;
import org.puli.simulation.time.SimScheduler;

/** Decides when a fault strikes, counts it, and lets it weigh on whom it strikes. One thread. */
public final class Faults {
    private final FaultPlan plan;
    private final Chance chance;
    private final SimScheduler scheduler;
    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private boolean isOver;

    /** Faults as planned. */
    public Faults(FaultPlan plan, Chance chance, SimScheduler scheduler) {
        this.plan = plan;
        this.chance = chance;
        this.scheduler = scheduler;
    }

    /** Chances for those who carry a fault out. */
    public Chance chance() {
        return chance;
    }

    /** Whether a fault strikes this one time. */
    public boolean strikes(Fault fault) {
        return !isOver && chance.happens(plan.rate(fault));
    }

    /** Whether it strikes this one time; if so it weighs on the actor for so long. */
    public boolean strikes(Fault fault, Actor actor, long nanos) {
        boolean strikes = strikes(fault);
        if (strikes) {
            note(fault, actor, nanos);
        }
        return strikes;
    }

    /** Notes that a fault struck an actor and for how long it weighs on it. */
    public void note(Fault fault, Actor actor, long nanos) {
        counts.merge(fault, 1L, Long::sum);
        actor.trouble(scheduler.now() + nanos);
        scheduler.note(actor, "fault " + fault);
    }

    /** From now on nothing goes wrong any more. */
    public void end() {
        isOver = true;
    }

    /** Whether nothing goes wrong any more. */
    public boolean isOver() {
        return isOver;
    }

    /** How often each fault struck. */
    public Map<Fault, Long> counts() {
        return counts;
    }
}
