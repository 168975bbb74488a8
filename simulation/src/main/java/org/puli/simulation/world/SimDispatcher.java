package org.puli.simulation.world;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.farm.row.ArchivedRow;
import org.puli.simulation.time.Actor;

/** The dispatcher's machine: its disk, its clocks, and the process that runs on it or does not. */
public final class SimDispatcher implements DispatcherLife.Machine, Front {
    private final World world;
    private final Actor actor;
    private final SimStore store;
    private final SimClock clock;
    private final Planted planted;
    private Consumer<Change.WakeSent> packets = sent -> {};
    private @Nullable DispatcherLife life;

    /** A machine with an empty disk on which nothing runs; {@code mirror} is written to like the disk. */
    public SimDispatcher(World world, Actor actor, FarmStore mirror) {
        this.world = world;
        this.actor = actor;
        this.planted = new Planted(world);
        this.store =
                new SimStore(world, actor, "farm-%016x".formatted(world.chance().number()), mirror);
        this.clock = new SimClock(world.scheduler(), world.chance().between(0L, 1L << 50));
    }

    /** Starts the process, if it does not run. */
    public void start() {
        if (life == null) {
            world.scheduler().note(actor, "starts");
            life = new DispatcherLife(world, actor, store, clock, planted, this);
        }
    }

    /** Who is to be told of wake packets that it sends. */
    public void sendPackets(Consumer<Change.WakeSent> to) {
        packets = to;
    }

    @Override
    public void send(Change.WakeSent sent) {
        packets.accept(sent);
    }

    /** The process dies; it is started again some time later. */
    @Override
    public void crash() {
        DispatcherLife dying = life;
        if (dying != null) {
            life = null;
            world.scheduler().note(actor, "dies");
            dying.end();
            store.crash();
            world.witness().crashed();
            long downNanos = world.chance().spread(100 * World.MILLI, 60 * World.SECOND);
            actor.trouble(world.scheduler().now() + downNanos);
            world.scheduler().after(downNanos, actor, "is started", this::start);
        }
    }

    /** The process stands still. */
    public void hold(long nanos) {
        if (life != null) {
            life.sleep(nanos);
        }
    }

    /** No commit comes back for a while. */
    public void stallStore(long nanos) {
        store.stall(nanos);
    }

    /** What its clocks show. */
    public Moment now() {
        return clock.now();
    }

    /** Somebody sets the clock. */
    public void jump(long millis) {
        clock.jump(millis);
    }

    @Override
    public @Nullable DispatcherLife findLife() {
        return life;
    }

    @Override
    public @Nullable ArchivedRow findArchived(String submissionKey) {
        return store.findArchived(submissionKey);
    }

    /** Who it is in the trace. */
    public Actor actor() {
        return actor;
    }

    /** Its disk. */
    public SimStore store() {
        return store;
    }
}
