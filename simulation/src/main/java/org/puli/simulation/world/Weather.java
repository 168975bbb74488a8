package org.puli.simulation.world;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;

/** Brings the faults that come by themselves, each as often as the seed's plan says. */
public final class Weather {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int WORKERS_PER_RATE = 10;
    private static final Set<Fault> OF_DISPATCHER = EnumSet.of(
            Fault.DISPATCHER_CRASH, Fault.DISPATCHER_SUSPEND, Fault.DISPATCHER_CLOCK_JUMP, Fault.STORE_STALL);
    private static final Set<Fault> OF_WORKERS = EnumSet.of(
            Fault.CLOG,
            Fault.PARTITION,
            Fault.LINK_BREAK,
            Fault.WORKER_CRASH,
            Fault.WORKER_REBOOT,
            Fault.WORKER_STOP,
            Fault.WORKER_SUSPEND,
            Fault.WORKER_CLOCK_JUMP,
            Fault.WORKER_WITHDRAWN,
            Fault.OUTBOX_FAILURE);

    /** Tired are only machines that then sleep. */
    private static final List<Cause> CAUSES = List.of(Cause.ENDING, Cause.LOCAL, Cause.OFF_HOURS, Cause.USER_PRESENT);

    private final World world;
    private final Chance chance;
    private final SimDispatcher dispatcher;
    private final List<SimMachine> machines;
    private final Actor sky = new Actor("weather");

    /** Weather over a farm. */
    public Weather(World world, SimDispatcher dispatcher, List<SimMachine> machines) {
        this.world = world;
        this.chance = world.faults().chance();
        this.dispatcher = dispatcher;
        this.machines = machines;
    }

    /** From now on faults come. */
    public void begin() {
        OF_DISPATCHER.forEach(fault -> again(fault, 1));
        OF_WORKERS.forEach(fault -> again(fault, Math.max(1, machines.size() / WORKERS_PER_RATE)));
    }

    private void again(Fault fault, int times) {
        double perMinute = world.plan().rate(fault) * times;
        if (perMinute > 0) {
            world.scheduler().quietly(chance.pause((long) (MINUTE_NANOS / perMinute)), sky, () -> {
                if (!world.faults().isOver()) {
                    strike(fault);
                    again(fault, times);
                }
            });
        }
    }

    private void strike(Fault fault) {
        if (OF_DISPATCHER.contains(fault)) {
            strikeDispatcher(fault);
        } else if (fault == Fault.PARTITION) {
            partition();
        } else {
            SimMachine machine = chance.pick(machines);
            long nanos = chance.spread(50 * World.MILLI, 60 * World.SECOND);
            world.faults().note(fault, machine.actor(), trouble(fault, nanos));
            strikeMachine(fault, machine, nanos);
        }
    }

    /** What happens in a moment still weighs a moment on whom it happens to. */
    private static long trouble(Fault fault, long nanos) {
        return fault == Fault.WORKER_CLOCK_JUMP ? World.SECOND : Math.max(nanos, World.SECOND);
    }

    private void strikeDispatcher(Fault fault) {
        long nanos = chance.spread(50 * World.MILLI, 40 * World.SECOND);
        world.faults().note(fault, dispatcher.actor(), fault == Fault.DISPATCHER_CLOCK_JUMP ? World.SECOND : nanos);
        switch (fault) {
            case DISPATCHER_CRASH -> dispatcher.crash();
            case DISPATCHER_SUSPEND -> dispatcher.hold(nanos);
            case STORE_STALL -> dispatcher.stallStore(nanos);
            default -> dispatcher.jump(chance.between(-3_600_000L, 3_600_000L));
        }
    }

    /** Some workers at once: a switch has failed. */
    private void partition() {
        long nanos = chance.spread(200 * World.MILLI, 120 * World.SECOND);
        boolean up = chance.happens(0.8);
        boolean down = !up || chance.happens(0.7);
        double share = chance.fraction();
        for (SimMachine machine : machines) {
            if (chance.happens(share)) {
                world.faults().note(Fault.PARTITION, machine.actor(), nanos);
                machine.cut(up, down, nanos);
            }
        }
    }

    private void strikeMachine(Fault fault, SimMachine machine, long nanos) {
        switch (fault) {
            case CLOG -> machine.clog(nanos);
            case LINK_BREAK -> machine.breakLink();
            case WORKER_SUSPEND -> machine.hold(nanos);
            case WORKER_CLOCK_JUMP -> machine.jump(chance.between(-3_600_000L, 3_600_000L));
            case OUTBOX_FAILURE -> machine.fillDisk(nanos);
            case WORKER_WITHDRAWN -> withdraw(machine, nanos);
            case WORKER_STOP -> {
                machine.stop();
                bootLater(machine, nanos + 20 * World.SECOND);
            }
            case WORKER_REBOOT -> {
                machine.losePower();
                rebuildMaybe(machine);
                bootLater(machine, nanos);
            }
            default -> {
                machine.crash();
                bootLater(machine, nanos);
            }
        }
    }

    /** Somebody comes to the machine and goes again. */
    private void withdraw(SimMachine machine, long nanos) {
        Availability why =
                new Availability(chance.pick(CAUSES), "somebody needs it", chance.pick(List.of(OfRunning.values())));
        machine.withdraw(why);
        world.scheduler().after(nanos, machine.actor(), "takes work again", () -> machine.withdraw(null));
    }

    /** Somebody uses the time to put other parts into the machine. */
    private void rebuildMaybe(SimMachine machine) {
        if (chance.happens(0.2)) {
            machine.change(WorkerParts.draw(chance));
        }
    }

    private void bootLater(SimMachine machine, long nanos) {
        world.scheduler().after(nanos, machine.actor(), "is started", machine::boot);
    }

    /** All is well from now on: what is down comes up, what hangs ends. */
    public void clear() {
        world.faults().end();
        dispatcher.actor().relieve();
        dispatcher.hold(0);
        dispatcher.stallStore(0);
        for (SimMachine machine : machines) {
            machine.actor().relieve();
            machine.cut(true, true, 0);
            machine.clog(0);
            machine.fillDisk(0);
            machine.withdraw(null);
            machine.hurry();
            machine.wakeUp();
        }
    }
}
