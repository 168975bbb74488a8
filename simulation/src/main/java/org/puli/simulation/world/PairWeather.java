package org.puli.simulation.world;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;

/** What goes wrong with two dispatchers, their database and their workers, each as often as chance has it. */
public final class PairWeather {
    private static final long LOOK_NANOS = World.SECOND;
    private static final long ATTEND_NANOS = 20 * World.SECOND;
    private static final double CALMER = 10;

    private final World world;
    private final Chance chance;
    private final SimPair pair;
    private final List<SimMachine> machines;
    private final Actor sky = new Actor("weather");
    private final long meanNanos;
    private long handOvers;
    private boolean isOver;

    /** Weather over a farm. */
    public PairWeather(World world, SimPair pair, List<SimMachine> machines) {
        this.world = world;
        this.chance = world.chance().split();
        this.pair = pair;
        this.machines = machines;
        this.meanNanos = chance.spread(2 * World.SECOND, 40 * World.SECOND);
    }

    /** From now on faults come. */
    public void begin() {
        look();
        again();
        promote();
        attend();
    }

    /** A replica takes the server's place. */
    private void promote() {
        double perMinute = world.plan().rate(Fault.REPLICA_LOSS) / CALMER;
        if (perMinute > 0) {
            world.scheduler().quietly(chance.pause((long) (60 * World.SECOND / perMinute)), sky, () -> {
                if (!isOver) {
                    if (pair.promote()) {
                        world.faults().note(Fault.REPLICA_LOSS, sky, World.SECOND);
                    }
                    promote();
                }
            });
        }
    }

    /** Somebody looks after the farm: where nobody leads for what the database lacks, one is told to go on without. */
    private void attend() {
        world.scheduler().quietly(chance.between(World.SECOND, ATTEND_NANOS), sky, () -> {
            if (pair.isRefused()) {
                chance.pick(pair.nodes()).acceptLoss();
            }
            attend();
        });
    }

    private void look() {
        world.scheduler().quietly(LOOK_NANOS, sky, () -> {
            pair.look();
            look();
        });
    }

    private void again() {
        world.scheduler().quietly(chance.pause(meanNanos), sky, () -> {
            if (!isOver) {
                strike();
                again();
            }
        });
    }

    private void strike() {
        SimNode node = chance.pick(pair.nodes());
        SimMachine machine = chance.pick(machines);
        long nanos = chance.spread(50 * World.MILLI, 40 * World.SECOND);
        switch (chance.between(0, 9)) {
            case 0, 1 -> node.crash();
            case 2, 3 -> node.hold(nanos);
            case 4, 5 -> node.cut(nanos);
            case 6 -> node.jump(chance.between(-3_600_000L, 3_600_000L));
            case 7 -> pair.server().restart();
            case 8 -> handOver(node);
            default -> strike(machine, nanos);
        }
    }

    private void handOver(SimNode node) {
        CompletableFuture<String> done = node.handOver();
        if (done != null) {
            var _ = done.thenRun(() -> handOvers++);
        }
    }

    private void strike(SimMachine machine, long nanos) {
        if (chance.happens(0.5)) {
            machine.breakLink();
        } else {
            machine.crash();
            world.scheduler().after(nanos, machine.actor(), "is started", machine::boot);
        }
    }

    /** How often leadership was handed over. */
    public long handOvers() {
        return handOvers;
    }

    /** All is well from now on. */
    public void clear() {
        isOver = true;
        world.faults().end();
        for (SimNode node : pair.nodes()) {
            node.cut(0);
            node.start();
        }
        for (SimMachine machine : machines) {
            machine.hurry();
            machine.wakeUp();
        }
    }
}
