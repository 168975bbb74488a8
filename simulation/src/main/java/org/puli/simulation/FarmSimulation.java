package org.puli.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.sync.WorkerFacts;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.fault.Faults;
import org.puli.simulation.fault.Plant;
import org.puli.simulation.people.Workload;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;
import org.puli.simulation.time.SimScheduler;
import org.puli.simulation.time.Trace;
import org.puli.simulation.world.Broken;
import org.puli.simulation.world.DispatcherLife;
import org.puli.simulation.world.SimDispatcher;
import org.puli.simulation.world.SimMachine;
import org.puli.simulation.world.SimStorage;
import org.puli.simulation.world.Weather;
import org.puli.simulation.world.WorkerParts;
import org.puli.simulation.world.World;

/**
 * One seed from its beginning to its end: first everything goes wrong and nothing may break, then nothing goes wrong
 * any more and everything has to get done. One thread; two runs of one seed are the same in every process.
 */
public final class FarmSimulation {
    private static final int STEPS_BETWEEN_CHECKS = 400;
    private static final long BOOT_NANOS = 20 * World.SECOND;
    private static final long LOOK_NANOS = World.SECOND / 2;
    private static final long MOST_ATTEMPTS = 4;
    private static final double DEAD_MOUNT = 0.15;
    private static final long REST_NANOS = 600 * World.SECOND;

    private final long seed;
    private final FaultPlan plan;
    private final Trace trace;
    private final SimScheduler scheduler;
    private final SimStorage storage;
    private final World world;
    private final Watch watch;
    private final SimDispatcher dispatcher;
    private final List<SimMachine> machines = new ArrayList<>();
    private final Workload workload;
    private final Weather weather;

    private FarmSimulation(long seed, Plant plant, Trace trace, FarmStore mirror) {
        this.seed = seed;
        this.trace = trace;
        plan = FaultPlan.draw(seed, plant);
        Chance chance = new Chance(seed);
        Actor dispatcherActor = new Actor("dispatcher");
        scheduler = new SimScheduler(chance.split(), trace, dispatcherActor);
        storage = new SimStorage(scheduler, chance.split());
        watch = new Watch(plan, scheduler, storage, chance.split());
        Faults faults = new Faults(plan, chance.split(), scheduler);
        world = new World(scheduler, chance.split(), faults, plan, storage, watch.witness());
        dispatcher = new SimDispatcher(world, dispatcherActor, mirror);
        List<WorkerName> names = addMachines(chance.split());
        workload = new Workload(world, dispatcher, names, watch.acknowledged());
        weather = new Weather(world, dispatcher, machines);
    }

    private List<WorkerName> addMachines(Chance chance) {
        List<WorkerName> names = new ArrayList<>();
        for (int i = 1; i <= plan.sizes().workers(); i++) {
            WorkerName name = new WorkerName("worker-" + i);
            names.add(name);
            WorkerFacts facts = WorkerParts.draw(chance);
            String address = chance.happens(plan.sleep().share()) ? "52:54:00:00:00:%02x".formatted(i) : null;
            machines.add(new SimMachine(world, dispatcher, name, facts, address));
            // At least one sees what is there, or a job that waits for a file could never end.
            if (i > 1 && chance.happens(DEAD_MOUNT)) {
                storage.die(name);
            }
        }
        dispatcher.sendPackets(sent -> machines.stream()
                .filter(machine -> machine.name().equals(sent.worker()))
                .forEach(SimMachine::sendWakePacket));
        return names;
    }

    /** Runs a seed. */
    public static SeedResult run(long seed) {
        return run(seed, Plant.NONE, Trace.silent(), NoMirror.INSTANCE);
    }

    /** Runs a seed with a planted fault, a trace, and a second store that gets every durable batch. */
    public static SeedResult run(long seed, Plant plant, Trace trace, FarmStore mirror) {
        return new FarmSimulation(seed, plant, trace, mirror).run();
    }

    private SeedResult run() {
        SeedResult.Failure failure = null;
        try {
            beSafe();
            finishAll();
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            String what = e instanceof Broken ? String.valueOf(e.getMessage()) : "a part failed: " + e;
            failure = new SeedResult.Failure(what, e, trace.lastLines());
        }
        return result(failure);
    }

    private SeedResult result(SeedResult.@Nullable Failure failure) {
        SeedResult.Seen seen = new SeedResult.Seen(
                world.faults().counts(),
                watch.facts().changes(),
                watch.facts().reasons(),
                watch.facts().sharedStarts(),
                watch.runs().innerValues());
        return new SeedResult(
                seed,
                scheduler.stepCount(),
                scheduler.troubledCount(),
                trace.hash(),
                scheduler.now() / World.MILLI,
                seen,
                failure);
    }

    /** Everything goes wrong, and nothing breaks. */
    private void beSafe() {
        dispatcher.start();
        for (SimMachine machine : machines) {
            scheduler.after(world.chance().between(0, BOOT_NANOS), machine.actor(), "is started", machine::boot);
        }
        workload.begin();
        weather.begin();
        long nextCheck = STEPS_BETWEEN_CHECKS;
        while (scheduler.stepCount() < plan.sizes().steps() && scheduler.step()) {
            if (scheduler.stepCount() >= nextCheck) {
                nextCheck = scheduler.stepCount() + STEPS_BETWEEN_CHECKS;
                watch.check(dispatcher);
            }
        }
    }

    /** Nothing goes wrong any more, and everything gets done. */
    private void finishAll() {
        weather.clear();
        storage.settle();
        scheduler.note(dispatcher.actor(), "faults are over");
        dispatcher.start();
        machines.forEach(SimMachine::boot);
        workload.close(this::cannotEnd);
        long deadline = scheduler.now() + REST_NANOS + Rest.lookNanos(plan) + workNanos();
        long nextLook = scheduler.now() + LOOK_NANOS;
        String missing = findMissing();
        while (missing != null) {
            Broken.unless(scheduler.now() < deadline, "with all faults over, %s", missing);
            Broken.unless(scheduler.step(), "with all faults over, nothing happens any more and %s", missing);
            if (scheduler.now() >= nextLook) {
                nextLook = scheduler.now() + LOOK_NANOS;
                missing = findMissing();
            }
        }
        watch.check(dispatcher);
    }

    /** What all work takes when one command runs at a time, and each fails as often as it may. */
    private long workNanos() {
        long runs = workload.commandCount() * MOST_ATTEMPTS;
        return runs * Math.max(1_000, 2 * plan.runMillis()) * World.MILLI;
    }

    /** Something that is held back for ever, or too large for every worker. */
    private boolean cannotEnd(JobSpec spec) {
        return Endless.isEndless(spec, machines);
    }

    /** What is not yet as it must be in the end; null when all is well. */
    private @Nullable String findMissing() {
        DispatcherLife life = dispatcher.findLife();
        if (life == null) {
            return "the dispatcher is down";
        }
        if (!workload.isIdle()) {
            return "somebody waits for an answer";
        }
        for (SimMachine machine : machines) {
            if (!machine.isUp() || machine.processCount() > 0) {
                return machine.name() + " is " + (machine.isUp() ? "busy" : "down");
            }
        }
        String missing = Rest.findMissing(life.farm(), dispatcher.now());
        return missing != null || life.isDrained() ? missing : "the loop is at work";
    }
}
