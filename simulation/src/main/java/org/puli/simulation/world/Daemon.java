package org.puli.simulation.world;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathProbe;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.simulation.time.Turner;
import org.puli.worker.WorkerLoop;
import org.puli.worker.link.LinkListener;
import org.puli.worker.storage.FileLooks;
import org.puli.worker.storage.PlaceTests;
import org.puli.worker.storage.Storage;

/** One life of a worker's daemon: the production loop with its thread and its link. */
final class Daemon implements LinkListener {
    private static final long WAKE_NANOS = 100_000;
    private static final long FILES_MILLIS = 5_000;

    private static final long ASLEEP_NANOS = 3_600 * World.SECOND;

    private final World world;
    private final SimMachine machine;
    private final WorkerLoop loop;
    private final Turner turner;
    private final SimLink link;

    Daemon(World world, SimMachine machine, String bootId, Supplier<@Nullable DispatcherLife> dispatcher) {
        this.world = world;
        this.machine = machine;
        // The loop's first wake comes after all of this is built.
        this.turner = new Turner(
                world.scheduler(),
                machine.actor(),
                "worker turns",
                this::turn,
                () -> world.chance().between(1L, WAKE_NANOS));
        this.link = new SimLink(world, machine.name(), machine.wire(), dispatcher, this);
        WorkerFacts facts = machine.facts();
        Storage storage = world.storage().on(machine.name(), machine.actor());
        this.loop = new WorkerLoop(
                machine.name(),
                bootId,
                new WorkerLoop.Parts(
                        () -> facts,
                        new SimLauncher(machine),
                        machine.outbox(),
                        this::send,
                        new FileLooks(storage, FILES_MILLIS, turner::ring),
                        machine.clock(),
                        machine::findAvailability,
                        turner::ring,
                        new PlaceTests(Daemon::isThere, turner::ring),
                        machine::health));
        world.witness().booted(machine.name(), bootId);
        link.start();
        turner.ring();
    }

    /** Places of storage are always there; what hangs in these worlds are files. */
    private static void isThere(PathProbe probe, Consumer<PathFinding> answer) {
        answer.accept(PathFinding.bad(probe, PathFinding.State.OK, null));
    }

    private long turn() {
        return machine.isAsleep() ? ASLEEP_NANOS : loop.turn() * World.MILLI;
    }

    private boolean send(WorkerReport report) {
        machine.reported(report);
        return link.send(report);
    }

    /** Its process dies. */
    void die() {
        turner.stop();
        link.stop();
    }

    /** Its process stands still. */
    void hold(long nanos) {
        turner.hold(world.scheduler().now() + nanos);
    }

    void breakLink() {
        link.breakOff();
    }

    void stop(String reason) {
        loop.stop(reason);
    }

    /** Somebody has changed whether it wants work. */
    void wake() {
        turner.ring();
    }

    boolean isIdle() {
        return loop.isIdle();
    }

    boolean isLooking() {
        return loop.isLooking();
    }

    boolean isDelivered() {
        return loop.isDelivered();
    }

    @Override
    public void opened() {
        loop.linkOpened();
    }

    @Override
    public void orders(WorkerOrders orders) {
        if (!machine.isAsleep()) {
            machine.ordered(orders);
            loop.receive(orders);
        }
    }

    @Override
    public void logWanted(LogWanted wanted) {}
}
