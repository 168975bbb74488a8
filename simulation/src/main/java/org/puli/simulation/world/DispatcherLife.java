package org.puli.simulation.world;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.puli.api.sync.WorkerReport;
import org.puli.dispatcher.live.LiveFeed;
import org.puli.dispatcher.live.Views;
import org.puli.dispatcher.loop.Busy;
import org.puli.dispatcher.loop.DispatcherLoop;
import org.puli.dispatcher.loop.Inbox;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.StartDelays;
import org.puli.dispatcher.loop.StoreWriter;
import org.puli.dispatcher.loop.WorkerLinks;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.farm.request.Request;
import org.puli.farm.row.FarmRows;
import org.puli.simulation.time.Actor;
import org.puli.simulation.time.Turner;

/** One life of the dispatcher: the production ring, built as its main program builds it, with two simulated threads. */
public final class DispatcherLife {
    private static final long WAKE_NANOS = 60_000;

    private final World world;
    private final Actor actor;
    private final SimDisk store;
    private final Planted planted;
    private final Machine machine;
    private final Farm farm;
    private final Views views = new Views(new LiveFeed());
    private final WorkerLinks links = new WorkerLinks();
    private final Inbox inbox;
    private final StoreWriter gate;
    private final DispatcherLoop loop;
    private final Turner loopThread;
    private final Turner storeThread;
    private final Set<Connection> connections = new LinkedHashSet<>();
    private boolean isAlive = true;
    private boolean isTaking = true;
    private long asleepUntil;

    DispatcherLife(World world, Actor actor, SimDisk store, SimClock clock, Planted planted, Machine machine) {
        this.world = world;
        this.actor = actor;
        this.store = store;
        this.planted = planted;
        this.machine = machine;
        FarmRows rows = store.load();
        farm = Farm.load(rows);
        loopThread = new Turner(
                world.scheduler(),
                actor,
                "loop turns",
                () -> guarded(this::turn),
                () -> world.chance().between(1L, WAKE_NANOS));
        storeThread = new Turner(world.scheduler(), actor, "store turns", () -> guarded(this::commit), store::latency);
        SimBell loopBell = new SimBell(world, loopThread::ring);
        SimBell storeBell = new SimBell(world, storeThread::ring);
        inbox = new Inbox(world.plan().loop().inboxLimit(), loopBell);
        gate = new StoreWriter(
                store,
                new SimViews(world, store, views),
                links,
                new StartDelays(clock),
                new StoreWriter.Bells(loopBell, storeBell));
        loop = new DispatcherLoop(
                farm,
                rows.farm().batch(),
                new DispatcherLoop.Parts(inbox, gate, links, clock),
                world.plan().loop(),
                world.plan().rules());
        loop.watch(change -> {
            world.witness().changing(farm, change);
            if (change instanceof Change.WakeSent sent) {
                machine.send(sent);
            }
        });
        world.witness().loaded(farm, rows);
        loopThread.ring();
    }

    /** What it runs on. */
    interface Machine {
        /** This life is over. */
        void crash();

        /** A wake packet leaves. */
        void send(Change.WakeSent sent);

        /** Somebody else has written: this life leads no more. */
        default void lost(LeadershipLost loss) {
            throw loss;
        }
    }

    private interface Turn {
        long take();
    }

    private long guarded(Turn turn) {
        try {
            return turn.take();
        } catch (Crash e) {
            machine.crash();
            return Long.MAX_VALUE;
        } catch (LeadershipLost e) {
            machine.lost(e);
            return Long.MAX_VALUE;
        }
    }

    private long turn() {
        boolean wasFree = gate.isFree();
        long nanos = loop.turn();
        if (wasFree && !gate.isFree()) {
            world.witness().batchClosed();
        }
        world.witness().turned(farm, nanos > 0);
        return nanos;
    }

    private long commit() {
        return gate.turn();
    }

    void dieMaybe() {
        store.dieMaybe();
    }

    /** Asks the ring, as an HTTP thread would. */
    public <R> CompletableFuture<R> ask(Request<R> request) {
        return isTaking
                ? inbox.ask(request)
                : CompletableFuture.failedFuture(new Busy("this dispatcher does not lead any more"));
    }

    /** Takes nothing new from now on. */
    void close() {
        isTaking = false;
    }

    /** Whether it takes what comes. */
    boolean isTaking() {
        return isTaking;
    }

    void report(WorkerReport report, long link) {
        if (!isTaking) {
            return;
        }
        inbox.report(planted.pass(report), link);
        world.witness().reported(report);
    }

    Planted planted() {
        return planted;
    }

    WorkerLinks links() {
        return links;
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    void end() {
        isAlive = false;
        loopThread.stop();
        storeThread.stop();
        List.copyOf(connections).forEach(Connection::breakOff);
    }

    void sleep(long nanos) {
        long now = world.scheduler().now();
        long longer = now + nanos - Math.max(now, asleepUntil);
        if (longer > 0) {
            asleepUntil = now + nanos;
            loopThread.hold(asleepUntil);
            storeThread.hold(asleepUntil);
            // Told before anything else of that moment, since a turn may be planned for the very same.
            world.scheduler().quietly(nanos - 1, actor, () -> awake(longer));
        }
    }

    private void awake(long asleepNanos) {
        if (isAlive) {
            world.witness().awoke(asleepNanos);
        }
    }

    /** Whether its process is there. */
    public boolean isAlive() {
        return isAlive;
    }

    /** How long its process still stands still. */
    public long asleepNanos() {
        return Math.max(0, asleepUntil - world.scheduler().now());
    }

    /** Whether everything that came in is answered and stored. */
    public boolean isDrained() {
        return loop.isDrained();
    }

    /** The farm as it is now. */
    public Farm farm() {
        return farm;
    }

    /** What is shown. */
    public Views views() {
        return views;
    }
}
