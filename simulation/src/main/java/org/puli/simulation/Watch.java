package org.puli.simulation;

import java.util.List;
import java.util.function.ToIntFunction;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.row.FarmRows;
import org.puli.simulation.check.Agreement;
import org.puli.simulation.check.Conclusions;
import org.puli.simulation.check.History;
import org.puli.simulation.check.LoadedFarm;
import org.puli.simulation.check.Reference;
import org.puli.simulation.check.ShownFarm;
import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.invariant.Acknowledged;
import org.puli.simulation.invariant.Durable;
import org.puli.simulation.invariant.Facts;
import org.puli.simulation.invariant.FilesAreThere;
import org.puli.simulation.invariant.FramesAreLeftOut;
import org.puli.simulation.invariant.FreedRoom;
import org.puli.simulation.invariant.HealthyWork;
import org.puli.simulation.invariant.OrdersAreCurrent;
import org.puli.simulation.invariant.PausesAreKept;
import org.puli.simulation.invariant.PreemptionsAreFair;
import org.puli.simulation.invariant.Promptness;
import org.puli.simulation.invariant.RightChoice;
import org.puli.simulation.invariant.RunsWhatWasSaid;
import org.puli.simulation.invariant.SleepIsRight;
import org.puli.simulation.invariant.StartsAreAllowed;
import org.puli.simulation.invariant.Truth;
import org.puli.simulation.invariant.ViewsFollowStore;
import org.puli.simulation.invariant.WaitsAreCounted;
import org.puli.simulation.invariant.Watchers;
import org.puli.simulation.invariant.WithinLimits;
import org.puli.simulation.planner.PlainPlanner;
import org.puli.simulation.time.Chance;
import org.puli.simulation.time.SimScheduler;
import org.puli.simulation.world.DispatcherLife;
import org.puli.simulation.world.SimDispatcher;
import org.puli.simulation.world.SimStorage;
import org.puli.simulation.world.Witness;

/** All invariants, told at every step, and all checks, made from time to time. */
final class Watch {
    private final Reference reference = new Reference();
    private final Durable durable = new Durable();
    private final History history = new History();
    private final Facts facts = new Facts();
    private final RunsWhatWasSaid runs = new RunsWhatWasSaid();
    private final Acknowledged acknowledged = new Acknowledged(durable, reference);
    private final WaitsAreCounted waits;
    private final Watchers all;

    Watch(FaultPlan plan, SimScheduler scheduler, SimStorage storage, Chance chance) {
        // The plain farm comes last, so that the others see it as it was before the change.
        waits = new WaitsAreCounted(scheduler);
        all = new Watchers(List.of(
                durable,
                history,
                facts,
                new Truth(reference),
                new HealthyWork(scheduler, plan.rules().lostAfterMillis()),
                new Promptness(scheduler),
                new OrdersAreCurrent(durable, history),
                new ViewsFollowStore(durable),
                new StartsAreAllowed(reference),
                new WithinLimits(reference),
                new SleepIsRight(plan.rules().wake()),
                new PausesAreKept(scheduler),
                new FramesAreLeftOut(),
                runs,
                new FilesAreThere(reference, storage),
                new RightChoice(chance, waits),
                waits,
                new PreemptionsAreFair(reference),
                new FreedRoom(waits),
                acknowledged,
                reference));
    }

    Witness witness() {
        return all;
    }

    Acknowledged acknowledged() {
        return acknowledged;
    }

    Facts facts() {
        return facts;
    }

    RunsWhatWasSaid runs() {
        return runs;
    }

    /** The dear checks. */
    void check(SimDispatcher dispatcher) {
        DispatcherLife life = dispatcher.findLife();
        FarmRows stored = dispatcher.store().load();
        LoadedFarm.checkStored(stored);
        history.check(durable.commands());
        if (life != null) {
            Agreement.check(reference.live(), life.farm());
            Conclusions.check(reference.live(), life.farm());
            acknowledged.check(life.farm());
            if (life.isDrained()) {
                Farm farm = life.farm();
                ToIntFunction<Job> priority = job -> waits.priority(farm, job);
                boolean mayStart = PlainPlanner.findNext(farm, priority) != null;
                LoadedFarm.check(farm, stored, mayStart, priority);
                ShownFarm.check(life.views(), life.farm());
            }
        }
    }
}
