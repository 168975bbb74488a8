package org.puli.dispatcher;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.puli.dispatcher.live.Views;
import org.puli.dispatcher.loop.Bell;
import org.puli.dispatcher.loop.Clocks;
import org.puli.dispatcher.loop.DispatcherLoop;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.HistorySweep;
import org.puli.dispatcher.loop.Inbox;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.LoopSettings;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.loop.StartDelays;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.loop.StoreWriter;
import org.puli.dispatcher.loop.WorkerLinks;
import org.puli.farm.Farm;
import org.puli.farm.RowMisfit;
import org.puli.farm.change.Change;
import org.puli.farm.decide.Rules;
import org.puli.farm.row.FarmRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ring with its two threads, which turn it until it is closed. */
final class TurningRing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TurningRing.class);
    private static final long STOP_PATIENCE_NANOS = 5_000_000_000L;
    private static final long JOIN_MILLIS = 1_000;

    final StartDelays delays;
    final StoreWriter gate;
    final Inbox inbox;
    private final HistorySweep sweep;
    private final DispatcherLoop loop;
    private final Bell loopBell = new Bell();
    private final Bell storeBell = new Bell();
    private final Consumer<LeadershipLost> onLost;
    private final Thread storeThread;
    private final Thread loopThread;
    private volatile boolean isStopping;

    /** What may change while it turns. */
    record Kept(Rules rules, Retention retention) {}

    /** What a ring moves besides its own parts: what is shown, and the links of workers. */
    record Around(Views views, WorkerLinks links, Consumer<Change> watcher, Consumer<LeadershipLost> onLost) {}

    /** A ring around the farm that was loaded from this store. */
    TurningRing(FarmStore store, FarmRows loaded, Kept kept, Around around) {
        onLost = around.onLost();
        Clocks clocks = Clocks.system();
        sweep = new HistorySweep(store, clocks, kept.retention());
        delays = new StartDelays(clocks);
        gate = new StoreWriter(
                store, around.views(), around.links(), delays, new StoreWriter.Bells(loopBell, storeBell));
        gate.inSpareTime(sweep);
        inbox = new Inbox(LoopSettings.DEFAULT.inboxLimit(), loopBell);
        loop = new DispatcherLoop(
                farm(loaded),
                loaded.farm().batch(),
                new DispatcherLoop.Parts(inbox, gate, around.links(), clocks),
                LoopSettings.DEFAULT,
                kept.rules());
        loop.watch(around.watcher());
        // The first round shows what was loaded, before anybody can ask for it; a store that fails is tried again
        // later.
        loop.turn();
        gate.turn();
        storeThread = Threads.start("store", () -> run(gate::turn, storeBell));
        loopThread = Threads.start("dispatcher", () -> run(loop::turn, loopBell));
    }

    private static Farm farm(FarmRows rows) {
        try {
            return Farm.load(rows);
        } catch (RowMisfit e) {
            throw new StoreFailure(
                    "what the database holds does not fit together: " + e.getMessage()
                            + ". 'puli database check' names all such rows; restore a backup, or mend what it names",
                    e);
        }
    }

    /** Gives a passive object a thread. What it cannot survive, nobody should work on with. */
    private void run(LongSupplier turn, Bell bell) {
        try {
            while (!isStopping) {
                bell.await(turn.getAsLong());
            }
        } catch (LeadershipLost e) {
            onLost.accept(e);
        } catch (RuntimeException | Error e) {
            LOG.error("The dispatcher met a fault in itself and ends, so that nothing wrong is stored", e);
            Runtime.getRuntime().halt(1);
        }
    }

    /** Other rules from now on. */
    void rules(Kept kept) {
        loop.rules(kept.rules());
        sweep.retention(kept.retention());
    }

    /** Whether all that came in is stored and answered; makes the loop look. */
    boolean isDrained() {
        loopBell.ring();
        return loop.isDrained();
    }

    /** Stops both threads, whatever is in hand. */
    void end() {
        isStopping = true;
        loopBell.ring();
        storeBell.ring();
    }

    /** Whether both threads have stopped. */
    boolean isGone() {
        return !loopThread.isAlive() && !storeThread.isAlive();
    }

    /** Stores what is in hand, for some seconds if need be, then stops both threads. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + STOP_PATIENCE_NANOS;
        while (storeThread.isAlive() && !isDrained() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        end();
        join(loopThread);
        join(storeThread);
    }

    private static void join(Thread thread) {
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
