package org.puli.simulation.world;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.lead.Leadership;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.lead.Notes;
import org.puli.dispatcher.lead.Term;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.farm.Moment;
import org.puli.farm.change.Change;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Turner;

/** The machine of one of two dispatchers: its clocks, its notes, and a process that leads, stands by, or is away. */
public final class SimNode implements DispatcherLife.Machine {
    private static final long WAKE_NANOS = 60_000;

    private final World world;
    private final SimServer server;
    private final Actor actor;
    private final SimClock clock;
    private final Planted planted;
    private final Notebook notes = new Notebook();
    private @Nullable Leadership leadership;
    private @Nullable Turner thread;
    private @Nullable SimSeat seat;
    private @Nullable SimTerm term;
    private @Nullable DispatcherLife life;
    private int terms;
    private int refusals;
    private int losses;
    private long cutUntil;
    private long asleepUntil;

    /** What stays on the disk of the machine. */
    private static final class Notebook implements Notes {
        private @Nullable Mark newest;
        private boolean accepts;

        @Override
        public @Nullable Mark find() {
            return newest;
        }

        @Override
        public void keep(Mark mark) {
            if (newest == null || mark.isBeyond(newest)) {
                newest = mark;
            }
        }

        @Override
        public boolean acceptsLoss() {
            return accepts;
        }

        @Override
        public void begun() {
            accepts = false;
        }
    }

    SimNode(World world, SimServer server, Actor actor) {
        this.world = world;
        this.server = server;
        this.actor = actor;
        this.clock = new SimClock(world.scheduler(), world.chance().between(0L, 1L << 50));
        this.planted = new Planted(world);
    }

    /** Where it is for others. */
    public String name() {
        return "http://" + actor.name();
    }

    /** Starts the process, if it does not run. */
    public void start() {
        if (leadership != null) {
            return;
        }
        world.scheduler().note(actor, "starts");
        SimSeat own = new SimSeat(server, this);
        Turner turner = new Turner(
                world.scheduler(),
                actor,
                "leader turns",
                this::turn,
                () -> world.chance().between(1L, WAKE_NANOS));
        seat = own;
        thread = turner;
        leadership = new Leadership(
                new Leadership.Parts(
                        own, this::begin, notes, clock, new SimBell(world, turner::ring), Leadership.CUT_OFF_AFTER),
                this::name);
        turner.ring();
    }

    private long turn() {
        Leadership present = leadership;
        return present == null ? Long.MAX_VALUE : present.turn();
    }

    private Term begin() {
        PairStore store = new PairStore(world, actor, server, this, notes, actor.name() + "-" + ++terms);
        DispatcherLife begun = new DispatcherLife(world, actor, store, clock, planted, this);
        SimTerm leading = new SimTerm(store, begun);
        notes.begun();
        life = begun;
        term = leading;
        return leading;
    }

    @Override
    public void lost(LeadershipLost loss) {
        SimTerm ended = term;
        Turner turner = thread;
        if (ended != null && turner != null) {
            ended.lost(String.valueOf(loss.getMessage()));
            turner.ring();
        }
    }

    @Override
    public void send(Change.WakeSent sent) {}

    /** The process dies; it is started again some time later. */
    @Override
    public void crash() {
        Turner turner = thread;
        SimSeat own = seat;
        if (leadership == null || turner == null || own == null) {
            return;
        }
        world.scheduler().note(actor, "dies");
        turner.stop();
        own.die();
        DispatcherLife dying = life;
        if (dying != null && dying.isAlive()) {
            dying.end();
        }
        leadership = null;
        life = null;
        term = null;
        world.scheduler()
                .after(world.chance().spread(100 * World.MILLI, 60 * World.SECOND), actor, "is started", this::start);
    }

    /** The process stands still. */
    public void hold(long nanos) {
        long until = world.scheduler().now() + nanos;
        asleepUntil = Math.max(asleepUntil, until);
        if (thread != null) {
            thread.hold(until);
        }
        if (life != null && life.isAlive()) {
            life.sleep(nanos);
        }
    }

    /** Nothing gets through to the database server, nor back. */
    public void cut(long nanos) {
        cutUntil = world.scheduler().now() + nanos;
    }

    boolean isCut() {
        return world.scheduler().now() < cutUntil;
    }

    /** Somebody sets the clock. */
    public void jump(long millis) {
        clock.jump(millis);
    }

    /** Somebody wants the other one to lead. */
    public @Nullable CompletableFuture<String> handOver() {
        return leadership == null ? null : leadership.handOver(null);
    }

    /** The farm that it leads, as it believes; null when it does not. */
    public @Nullable DispatcherLife findLife() {
        return life != null && life.isAlive() && life.isTaking() ? life : null;
    }

    /** How far it knows that the farm has come; null before it knows anything. */
    @Nullable
    Mark noted() {
        return notes.find();
    }

    /** Somebody reads that the database lacks something, and says that this is how it shall be. */
    void acceptLoss() {
        notes.accepts = true;
    }

    /** Whether it does not lead for what the database lacks. */
    boolean isRefusing() {
        String problem = leadership == null ? null : leadership.standing().problem();
        return problem != null && problem.contains("lacks a part");
    }

    /** A start was refused for what the database lacks. */
    void refused() {
        refusals++;
    }

    /** A start has found all, or goes on without what is missing. */
    void began(boolean isWithout) {
        losses += isWithout ? 1 : 0;
    }

    /** How often it did not lead for what the database lacked. */
    public int refusals() {
        return refusals;
    }

    /** How often it went on without what was missing. */
    public int losses() {
        return losses;
    }

    /** What its clocks show. */
    public Moment now() {
        return clock.now();
    }

    /** Notes of the other, as a dispatcher that waits asks for them. */
    void learn(SimNode other) {
        Mark mark = other.term == null ? null : other.term.acknowledged();
        if (mark != null && findLife() == null) {
            notes.keep(mark);
        }
    }
}
