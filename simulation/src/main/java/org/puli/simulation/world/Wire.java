package org.puli.simulation.world;

import java.util.function.BooleanSupplier;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.fault.Faults;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Chance;

/** The network between one worker's machine and the dispatcher's. */
final class Wire {
    private static final long SHORTEST_NANOS = 50_000;

    private final World world;
    private final Actor actor;
    private final BooleanSupplier isAsleep;
    private long upCutUntil;
    private long downCutUntil;
    private long cloggedUntil;

    /** Through which nothing goes while the machine sleeps. */
    Wire(World world, Actor actor, BooleanSupplier isAsleep) {
        this.world = world;
        this.actor = actor;
        this.isAsleep = isAsleep;
    }

    /** Nothing gets through in the directions that are named. */
    void cut(boolean up, boolean down, long nanos) {
        long until = world.scheduler().now() + nanos;
        upCutUntil = up ? until : upCutUntil;
        downCutUntil = down ? until : downCutUntil;
    }

    /** Nothing arrives for so long, then all of it does. */
    void clog(long nanos) {
        cloggedUntil = world.scheduler().now() + nanos;
    }

    /** Whether something can be sent there and back. */
    boolean isWhole() {
        return !isAsleep.getAsBoolean() && world.scheduler().now() >= Math.max(upCutUntil, downCutUntil);
    }

    boolean isCut(boolean up) {
        return isAsleep.getAsBoolean() || world.scheduler().now() < (up ? upCutUntil : downCutUntil);
    }

    /** Whether not even a wake packet gets to the machine. */
    boolean isCutOff() {
        return world.scheduler().now() < downCutUntil;
    }

    Actor actor() {
        return actor;
    }

    long usualNanos() {
        return world.chance().spread(SHORTEST_NANOS, 2 * World.MILLI);
    }

    /** One direction of one connection: keeps the order unless a fault does not. */
    final class Pipe {
        private final boolean isUp;
        private long lastArrival;

        Pipe(boolean isUp) {
            this.isUp = isUp;
        }

        void send(String what, Runnable arrive) {
            Faults faults = world.faults();
            if (isCut(isUp)
                    || faults.strikes(Fault.LOSS, actor, world.plan().rules().heartbeatMillis() * World.MILLI)) {
                return;
            }
            arriveLater(what, arrive);
            if (faults.strikes(Fault.DUPLICATE, actor, 100 * World.MILLI)) {
                arriveLater(what + " again", arrive);
            }
        }

        private void arriveLater(String what, Runnable arrive) {
            Chance chance = world.chance();
            Faults faults = world.faults();
            long now = world.scheduler().now();
            long nanos = usualNanos();
            if (faults.strikes(Fault.DELAY)) {
                nanos += chance.spread(10 * World.MILLI, 8 * World.SECOND);
                faults.note(Fault.DELAY, actor, nanos);
            }
            long at = Math.max(now + nanos, cloggedUntil);
            if (faults.strikes(Fault.REORDER, actor, nanos)) {
                at += chance.spread(World.MILLI, World.SECOND);
            } else {
                at = Math.max(at, lastArrival + 1);
                lastArrival = at;
            }
            world.scheduler().after(at - now, actor, what, arrive);
        }
    }
}
