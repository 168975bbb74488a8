package org.puli.dispatcher;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.dispatcher.http.HttpFrontend;
import org.puli.dispatcher.http.HttpSettings;
import org.puli.dispatcher.http.Tokens;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.JobArchive;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.stats.AuditQueries;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.Dialect;
import org.puli.dispatcher.store.FolderLock;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.dispatcher.store.SqlJobArchive;
import org.puli.farm.decide.Rules;
import org.puli.farm.row.FarmRows;

/** A running dispatcher: everything it is made of, built in the order of the ring. */
public final class Dispatcher implements AutoCloseable {
    private final boolean ownersKnown;
    private final Opened opened = new Opened();
    private final FarmRows loaded;
    private final TurningRing ring;
    private final JobArchive archive;
    private final HttpFrontend http;
    private final long startedNanos = System.nanoTime();

    /** Where a dispatcher gets its store from, once it has its data folder to itself. */
    interface StoreSource {
        FarmStore open();
    }

    /**
     * Starts a dispatcher; returns when it listens.
     *
     * @param reload what a reload over HTTP does
     * @throws IOException when its tokens cannot be read or made
     */
    public Dispatcher(DispatcherConfig config, Runnable reload) throws IOException {
        this(config, door(config), reload, () -> store(config.database().database()));
    }

    /** A dispatcher on a store of one's own. */
    Dispatcher(DispatcherConfig config, HttpSettings door, Runnable reload, StoreSource source) throws IOException {
        this.ownersKnown = door.ownersKnown();
        try {
            lock(config);
            Tokens tokens = Tokens.of(config.data(), !isLoopback(config.bind()));
            FarmStore store = opened.add(source.open());
            loaded = store.load();
            SqlReader reader = opened.add(reader(config.database().database()));
            WakeSender wakes = opened.add(new WakeSender(config.wakeTarget()));
            ring = opened.add(new TurningRing(store, loaded, kept(config), wakes));
            archive = archive(config.database().database());
            http = opened.add(HttpFrontend.start(door, tokens, parts(reader, reload)));
        } catch (RuntimeException | IOException e) {
            opened.close();
            throw e;
        }
    }

    private static HttpSettings door(DispatcherConfig config) {
        return HttpSettings.of(config.bind(), config.port(), config.tls())
                .withOwnersKnown(config.rules().ownersKnown());
    }

    private HttpFrontend.Parts parts(SqlReader reader, Runnable reload) {
        return new HttpFrontend.Parts(
                ring.inbox,
                ring.links,
                ring.views,
                ring.feed,
                archive,
                new AttemptQueries(reader),
                new AuditQueries(reader),
                this::summary,
                ring.gate::problem,
                reload);
    }

    private JobArchive archive(@Nullable Database database) {
        return database == null ? JobArchive.NONE : opened.add(new SqlJobArchive(database));
    }

    /** Whom jobs may belong to is asked at the door, which stays as it was; without a database nothing is kept. */
    private TurningRing.Kept kept(DispatcherConfig config) {
        Rules rules = config.rules().withOwnersKnown(ownersKnown);
        boolean hasHistory = config.database().database() != null;
        return new TurningRing.Kept(hasHistory ? rules : rules.withKeepMillis(0), config.retention());
    }

    private static SqlReader reader(@Nullable Database database) {
        return database == null
                ? new SqlReader(null, false)
                : new SqlReader(database::connectToRead, database.dialect() == Dialect.SQLITE);
    }

    private void lock(DispatcherConfig config) {
        opened.add(FolderLock.of(config.data()));
        Path file = config.database().file();
        if (file != null) {
            opened.add(FolderLock.beside(file));
        }
    }

    static boolean isLoopback(String bind) {
        return HttpFrontend.isLoopback(bind);
    }

    private static FarmStore store(@Nullable Database database) {
        return database == null ? new MemoryFarmStore() : SqlFarmStore.open(database);
    }

    /** Other rules from now on. */
    public void reload(DispatcherConfig config) {
        ring.rules(kept(config));
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
        for (var worker : ring.views.allWorkers()) {
            workers++;
            online += worker.status() == WorkerStatus.LOST ? 0 : 1;
            busy += worker.running().isEmpty() ? 0 : 1;
        }
        return new FarmSummary(
                Version.TEXT,
                loaded.farm().farmId(),
                loaded.farm().epoch() + 1,
                ring.views.batch(),
                (System.nanoTime() - startedNanos) / 1_000_000,
                ring.views.jobCount(),
                ring.views.commands(),
                workers,
                online,
                busy,
                ring.delays.quantiles(),
                ring.gate.problem());
    }

    /** Stops: takes nothing new, stores what is in hand, lets go of the data folder. A second call does nothing. */
    @Override
    public void close() {
        opened.close();
    }
}
