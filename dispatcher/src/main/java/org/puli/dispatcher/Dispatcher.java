package org.puli.dispatcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.dispatcher.http.HttpFrontend;
import org.puli.dispatcher.http.PortTaken;
import org.puli.dispatcher.http.Tokens;
import org.puli.dispatcher.live.LiveFeed;
import org.puli.dispatcher.live.Views;
import org.puli.dispatcher.loop.Bell;
import org.puli.dispatcher.loop.Clocks;
import org.puli.dispatcher.loop.DispatcherLoop;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.Inbox;
import org.puli.dispatcher.loop.LoopSettings;
import org.puli.dispatcher.loop.StartDelays;
import org.puli.dispatcher.loop.StoreWriter;
import org.puli.dispatcher.loop.WorkerLinks;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.store.FolderLock;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.farm.Farm;
import org.puli.farm.row.FarmRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running dispatcher: everything it is made of, built in the order of the ring. */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long STOP_PATIENCE_NANOS = 5_000_000_000L;

    private final FolderLock lock;
    private final FarmStore store;
    private final Views views;
    private final StoreWriter gate;
    private final DispatcherLoop loop;
    private final Bell loopBell = new Bell();
    private final Bell storeBell = new Bell();
    private final StartDelays delays;
    private final AttemptQueries attempts;
    private final HttpFrontend http;
    private final FarmRows loaded;
    private final long startedNanos = System.nanoTime();
    private final Thread storeThread;
    private final Thread loopThread;
    private volatile boolean isStopping;

    /**
     * Starts a dispatcher; returns when it listens.
     *
     * @param reload what a reload over HTTP does
     * @throws IOException when its tokens cannot be read or made
     */
    public Dispatcher(DispatcherConfig config, Runnable reload) throws IOException {
        lock = FolderLock.of(config.data());
        store = store(config.database());
        loaded = store.load();
        Farm farm = Farm.load(loaded);
        Clocks clocks = Clocks.system();
        LiveFeed feed = new LiveFeed();
        views = new Views(feed);
        WorkerLinks links = new WorkerLinks();
        delays = new StartDelays(clocks);
        gate = new StoreWriter(store, views, links, delays, new StoreWriter.Bells(loopBell, storeBell));
        Inbox inbox = new Inbox(LoopSettings.DEFAULT.inboxLimit(), loopBell);
        loop = new DispatcherLoop(
                farm,
                loaded.farm().batch(),
                new DispatcherLoop.Parts(inbox, gate, links, clocks),
                LoopSettings.DEFAULT,
                config.rules());
        attempts = new AttemptQueries(config.database());
        // The first round shows what was loaded, before anybody can ask for it; a store that fails is tried again
        // later.
        loop.turn();
        gate.turn();
        storeThread = Threads.start("store", () -> run(gate::turn, storeBell));
        loopThread = Threads.start("dispatcher", () -> run(loop::turn, loopBell));
        Tokens tokens = Tokens.of(config.data(), !isLoopback(config.bind()));
        HttpFrontend.Parts parts = new HttpFrontend.Parts(inbox, links, views, feed, attempts, this::summary, reload);
        try {
            http = HttpFrontend.start(config.bind(), config.port(), tokens, parts);
        } catch (PortTaken e) {
            letGo();
            throw e;
        }
    }

    static boolean isLoopback(String bind) {
        return HttpFrontend.isLoopback(bind);
    }

    private static FarmStore store(@Nullable Path database) {
        return database == null ? new MemoryFarmStore() : SqlFarmStore.open(database);
    }

    /** Gives a passive object a thread. What it cannot survive, nobody should work on with. */
    private void run(LongSupplier turn, Bell bell) {
        try {
            while (!isStopping) {
                bell.await(turn.getAsLong());
            }
        } catch (RuntimeException | Error e) {
            LOG.error("The dispatcher met a fault in itself and ends, so that nothing wrong is stored", e);
            Runtime.getRuntime().halt(1);
        }
    }

    /** Other rules from now on. */
    public void reload(DispatcherConfig config) {
        loop.rules(config.rules());
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** How many jobs there were at the start. */
    public int loadedJobCount() {
        return loaded.jobs().size();
    }

    private FarmSummary summary() {
        int online = 0;
        int busy = 0;
        int workers = 0;
        for (var worker : views.allWorkers()) {
            workers++;
            online += worker.status() == WorkerStatus.LOST ? 0 : 1;
            busy += worker.running().isEmpty() ? 0 : 1;
        }
        return new FarmSummary(
                Version.TEXT,
                loaded.farm().farmId(),
                loaded.farm().epoch() + 1,
                views.batch(),
                (System.nanoTime() - startedNanos) / 1_000_000,
                views.jobCount(),
                views.commands(),
                workers,
                online,
                busy,
                delays.quantiles(),
                gate.problem());
    }

    /** Stops: takes nothing new, stores what is in hand, lets go of the data folder. */
    @Override
    public void close() {
        http.close();
        long deadline = System.nanoTime() + STOP_PATIENCE_NANOS;
        while (!loop.isDrained() && System.nanoTime() < deadline) {
            loopBell.ring();
            LockSupport.parkNanos(10_000_000);
        }
        letGo();
    }

    private void letGo() {
        isStopping = true;
        loopBell.ring();
        storeBell.ring();
        join(loopThread);
        join(storeThread);
        attempts.close();
        store.close();
        lock.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofNanos(STOP_PATIENCE_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
