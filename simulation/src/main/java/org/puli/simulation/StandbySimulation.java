package org.puli.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.simulation.check.History;
import org.puli.simulation.check.LoadedFarm;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.fault.Faults;
import org.puli.simulation.fault.Plant;
import org.puli.simulation.invariant.Durable;
import org.puli.simulation.invariant.OneLeader;
import org.puli.simulation.invariant.Watchers;
import org.puli.simulation.people.Workload;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;
import org.puli.simulation.time.SimScheduler;
import org.puli.simulation.time.Trace;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.DispatcherLife;
import org.puli.simulation.world.PairWeather;
import org.puli.simulation.world.SimMachine;
import org.puli.simulation.world.SimNode;
import org.puli.simulation.world.SimPair;
import org.puli.simulation.world.SimStorage;
import org.puli.simulation.world.WorkerParts;
import org.puli.simulation.world.World;

/**
 * Two dispatchers over one database from the beginning of a seed to its end: they die, stand still, wake up, are cut
 * off and hand over; then nothing goes wrong any more, one leads, and everything has to get done. One thread.
 */
public final class StandbySimulation {
    private static final int STEPS_BETWEEN_CHECKS = 400;
    private static final long BOOT_NANOS = 20 * World.SECOND;
    private static final long LOOK_NANOS = World.SECOND / 2;
    private static final long ROUND_NANOS = 60 * World.SECOND;
    private static final long MOST_ATTEMPTS = 4;
    private static final long REST_NANOS = 600 * World.SECOND;
    private static final int MOST_WORKERS = 20;

    private final FaultPlan plan;
    private final SimScheduler scheduler;
    private final SimStorage storage;
    private final World world;
    private final OneLeader promises = new OneLeader();
    private final Durable durable = new Durable();
    private final History history = new History();
    private final SimPair pair;
    private final List<SimMachine> machines = new ArrayList<>();
    private final Workload workload;
    private final PairWeather weather;

    /**
     * What a seed has seen.
     *
     * @param terms how often one led and wrote
     * @param handOvers how often one handed over
     * @param accepted results that were accepted
     * @param refusals how often one did not lead for what the database lacked
     * @param losses how often one went on without that
     * @param faults how often each fault struck, of those that are counted here
     */
    public record Seen(
            long terms, long handOvers, long accepted, long refusals, long losses, Map<Fault, Long> faults) {}

    private StandbySimulation(long seed, Trace trace) {
        plan = FaultPlan.draw(seed, Plant.NONE);
        Chance chance = new Chance(seed);
        scheduler = new SimScheduler(chance.split(), trace, new Actor("dispatchers"));
        storage = new SimStorage(scheduler, chance.split());
        Faults faults = new Faults(plan, chance.split(), scheduler);
        Watchers watchers = new Watchers(List.of(durable, history, promises));
        world = new World(scheduler, chance.split(), faults, plan, storage, watchers);
        pair = new SimPair(world);
        List<WorkerName> names = new ArrayList<>();
        Chance parts = chance.split();
        for (int i = 1; i <= Math.min(MOST_WORKERS, plan.sizes().workers()); i++) {
            WorkerName name = new WorkerName("worker-" + i);
            names.add(name);
            machines.add(new SimMachine(world, pair, name, WorkerParts.draw(parts), null));
        }
        workload = new Workload(world, pair, names, promises);
        weather = new PairWeather(world, pair, machines);
    }

    /**
     * Runs a seed.
     *
     * @throws Broken when an invariant does not hold
     */
    public static Seen run(long seed, Trace trace) {
        return new StandbySimulation(seed, trace).run();
    }

    private Seen run() {
        pair.start();
        for (SimMachine machine : machines) {
            scheduler.after(world.chance().between(0, BOOT_NANOS), machine.actor(), "is started", machine::boot);
        }
        workload.begin();
        weather.begin();
        long nextCheck = STEPS_BETWEEN_CHECKS;
        while (scheduler.stepCount() < plan.sizes().steps() && scheduler.step()) {
            if (scheduler.stepCount() >= nextCheck) {
                nextCheck = scheduler.stepCount() + STEPS_BETWEEN_CHECKS;
                check();
            }
        }
        finishAll();
        check();
        return new Seen(
                pair.server().termCount(),
                weather.handOvers(),
                promises.accepted(),
                pair.nodes().stream().mapToLong(SimNode::refusals).sum(),
                pair.nodes().stream().mapToLong(SimNode::losses).sum(),
                world.faults().counts());
    }

    private void check() {
        if (pair.server().hasSetAside()) {
            // Rows of different times lie side by side then, and are not written again before they change.
            Farm.load(pair.server().load());
        } else {
            LoadedFarm.checkStored(pair.server().load());
        }
        history.check(durable.commands());
    }

    private void finishAll() {
        weather.clear();
        storage.settle();
        machines.forEach(SimMachine::boot);
        workload.close(this::cannotEnd);
        long runs = workload.commandCount() * MOST_ATTEMPTS;
        long deadline = scheduler.now()
                + REST_NANOS
                + Rest.lookNanos(plan)
                + runs * Math.max(1_000, 2 * plan.runMillis()) * World.MILLI;
        long nextLook = scheduler.now() + LOOK_NANOS;
        long nextRound = scheduler.now() + ROUND_NANOS;
        String missing = findMissing();
        while (missing != null) {
            Broken.unless(scheduler.now() < deadline, "with all faults over, %s", missing);
            Broken.unless(scheduler.step(), "with all faults over, nothing happens any more and %s", missing);
            if (scheduler.now() >= nextLook) {
                nextLook = scheduler.now() + LOOK_NANOS;
                missing = findMissing();
                if (scheduler.now() >= nextRound) {
                    nextRound = scheduler.now() + ROUND_NANOS;
                    endForsaken();
                }
            }
        }
    }

    private void endForsaken() {
        SimNode leader = pair.findLeader();
        DispatcherLife life = leader == null ? null : leader.findLife();
        if (life != null) {
            workload.endForsaken(life.farm().jobs().stream().map(Job::id).toList());
        }
    }

    private boolean cannotEnd(JobSpec spec) {
        return Endless.isEndless(spec, machines);
    }

    /** What is not yet as it must be in the end; null when all is well. */
    private @Nullable String findMissing() {
        SimNode leader = pair.findLeader();
        DispatcherLife life = leader == null ? null : leader.findLife();
        if (leader == null || life == null) {
            return "there is not one leader";
        }
        if (!workload.isIdle()) {
            return "somebody waits for an answer";
        }
        for (SimMachine machine : machines) {
            if (!machine.isUp() || machine.processCount() > 0) {
                return machine.name() + " is " + (machine.isUp() ? "busy" : "down");
            }
        }
        String missing = Rest.findMissing(life.farm(), leader.now());
        return missing != null || life.isDrained() ? missing : "the loop is at work";
    }
}
