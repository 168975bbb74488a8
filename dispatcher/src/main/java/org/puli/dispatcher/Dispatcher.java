package org.puli.dispatcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.FarmSummary;
import org.puli.api.view.WorkerView.WorkerStatus;
import org.puli.dispatcher.http.HttpFrontend;
import org.puli.dispatcher.http.HttpSettings;
import org.puli.dispatcher.http.Tokens;
import org.puli.dispatcher.lead.Leadership;
import org.puli.dispatcher.lead.LossCheck;
import org.puli.dispatcher.lead.LossFound;
import org.puli.dispatcher.lead.NoteFile;
import org.puli.dispatcher.lead.NotingStore;
import org.puli.dispatcher.lead.Seat;
import org.puli.dispatcher.lead.Term;
import org.puli.dispatcher.loop.Bell;
import org.puli.dispatcher.loop.Clocks;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.JobArchive;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.stats.AuditQueries;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.dispatcher.stats.UsageQueries;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.Dialect;
import org.puli.dispatcher.store.FolderLock;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.dispatcher.store.SqlJobArchive;
import org.puli.dispatcher.store.SqlSeat;
import org.puli.farm.decide.Rules;
import org.puli.farm.row.FarmRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running dispatcher, leading or standing by: everything it is made of, built in the order of the ring. */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final boolean ownersKnown;
    private final Opened opened = new Opened();
    private final DispatcherConfig config;
    private final StandbyConfig standby;
    private final StoreSource source;
    private final NoteFile notes;
    private final WakeSender wakes;
    private final FrontDoor front;
    private final Leadership leadership;
    private final boolean isShared;
    private final long startedNanos = System.nanoTime();
    private final JobArchive archive;
    private final @Nullable Database history;
    private volatile TurningRing.Kept kept;
    private volatile @Nullable HttpFrontend http;
    private volatile @Nullable String address;

    /** Where a dispatcher gets its store from, once it has its data folder to itself. */
    interface StoreSource {
        FarmStore open();
    }

    /**
     * Starts a dispatcher; returns when it listens, leading or standing by.
     *
     * @param reload what a reload over HTTP does
     * @throws IOException when its tokens cannot be read or made
     */
    public Dispatcher(DispatcherConfig config, Runnable reload) throws IOException {
        this(config, StandbyConfig.NONE, reload);
    }

    /** The same as one of several on a database. */
    Dispatcher(DispatcherConfig config, StandbyConfig standby, Runnable reload) throws IOException {
        this(config, standby, door(config), reload, () -> store(config));
    }

    /** A dispatcher on a store of one's own. */
    Dispatcher(DispatcherConfig config, HttpSettings door, Runnable reload, StoreSource source) throws IOException {
        this(config, StandbyConfig.NONE, door, reload, source);
    }

    private Dispatcher(
            DispatcherConfig config, StandbyConfig standby, HttpSettings door, Runnable reload, StoreSource source)
            throws IOException {
        this.ownersKnown = door.ownersKnown();
        this.config = config;
        this.standby = standby;
        this.source = source;
        this.kept = kept(config);
        try {
            lock(config);
            Tokens tokens = Tokens.of(config.data(), !isLoopback(config.bind()));
            Database database = config.database().database();
            history = historyOf(config);
            isShared = database != null && database.dialect() != Dialect.SQLITE;
            notes = new NoteFile(config.data(), standby.acceptsLoss());
            SqlReader reader = opened.add(reader(database));
            archive = archive(database);
            wakes = opened.add(new WakeSender(config.wakeTarget()));
            Bell bell = new Bell();
            front = new FrontDoor(isShared ? bell::ring : this::halt, notes::keep);
            Seat seat = opened.add(SqlSeat.of(database, this::address));
            leadership = new Leadership(
                    new Leadership.Parts(seat, this::begin, notes, Clocks.system(), bell, standby.cutOffAfter()),
                    this::address);
            HttpFrontend.Parts parts = parts(reader, reload);
            // Beside the reading of the farm, since a start is short of time.
            Prepared<HttpFrontend> prepared =
                    opened.add(new Prepared<>(() -> HttpFrontend.of(door, tokens, parts), HttpFrontend::close));
            // Whoever is to be named to others has to know the port; else nobody is let in before there is an answer.
            boolean isPortUnknown = isShared && config.port() == 0;
            if (isPortUnknown) {
                listen(prepared.take());
            }
            leadership.first();
            opened.add(new LeaderThread(leadership, bell));
            if (isShared) {
                opened.add(new LeaderWatch(leadership, notes, standby));
            }
            if (!isPortUnknown) {
                listen(prepared.take());
            }
        } catch (RuntimeException | IOException e) {
            opened.close();
            throw e;
        }
    }

    private void listen(HttpFrontend made) {
        opened.add(made).listen();
        http = made;
        front.onClosed(made::moved);
    }

    private static HttpSettings door(DispatcherConfig config) {
        return HttpSettings.of(config.bind(), config.port(), config.tls())
                .withOwnersKnown(config.rules().ownersKnown());
    }

    private HttpFrontend.Parts parts(SqlReader reader, Runnable reload) {
        return new HttpFrontend.Parts(
                front,
                front.links(),
                front.views(),
                front.feed(),
                archive,
                new AttemptQueries(reader, history == null ? null : opened.add(reader(history))),
                new AuditQueries(reader),
                usage(),
                this::summary,
                () -> term().ring().gate.problem(),
                reload,
                new HttpFrontend.LeadParts(leadership, this::address));
    }

    /** Over a connection of its own: nobody waits for a log while years are added up. */
    private UsageQueries usage() {
        return new UsageQueries(opened.add(reader(config.database().database())));
    }

    private JobArchive archive(@Nullable Database database) {
        return database == null ? JobArchive.NONE : opened.add(new SqlJobArchive(database, history));
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
        lockFile(config.database());
        if (config.history() != null) {
            lockFile(config.history());
        }
    }

    private void lockFile(DatabaseAddress address) {
        Path file = address.file();
        if (file != null) {
            opened.add(FolderLock.beside(file));
        }
    }

    static boolean isLoopback(String bind) {
        return HttpFrontend.isLoopback(bind);
    }

    private static @Nullable Database historyOf(DispatcherConfig config) {
        DatabaseAddress address = config.history();
        return address == null ? null : address.database();
    }

    private static FarmStore store(DispatcherConfig config) {
        Database database = config.database().database();
        return database == null ? new MemoryFarmStore() : SqlFarmStore.open(database, historyOf(config));
    }

    /** One term: the store, what it holds, and a ring around that. */
    private Term begin() {
        FarmStore store = source.open();
        try {
            String id = claim(store, address());
            NotingStore noting = new NotingStore(store, System::currentTimeMillis);
            FarmRows loaded = LossCheck.check(noting.load(), notes);
            FarmTerm term = new FarmTerm(id, noting, loaded, kept, front, wakes);
            front.open(term);
            notes.begun();
            return term;
        } catch (LossFound e) {
            // Nobody is to be sent here.
            claim(store, "");
            store.close();
            throw e;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private String claim(FarmStore store, String address) {
        if (!isShared || !(store instanceof SqlFarmStore sql)) {
            return "";
        }
        String process = ProcessHandle.current().pid() + " on " + StandbyConfig.hostName();
        sql.claim(address, process, System.currentTimeMillis());
        return sql.term();
    }

    /** With a database of one's own there is nobody to leave the work to. */
    private void halt() {
        FarmTerm ended = front.findTerm();
        LOG.error(
                "Nothing is stored or ordered from here any more, and the dispatcher ends: {}",
                ended == null ? "" : ended.findLoss());
        Runtime.getRuntime().halt(1);
    }

    /** Other rules from now on. */
    public void reload(DispatcherConfig config) {
        kept = kept(config);
        FarmTerm term = front.findTerm();
        if (term != null) {
            term.ring().rules(kept);
        }
    }

    /** The port that it listens on. */
    public int port() {
        HttpFrontend listening = http;
        return listening == null ? config.port() : listening.port();
    }

    /** Asked for again and again, and slow to find out where a name is to be looked up. */
    private String address() {
        String known = address;
        if (known == null) {
            known = standby.address(config, port());
            address = http == null && config.port() == 0 ? null : known;
        }
        return known;
    }

    /** Whether it leads. */
    public boolean isLeading() {
        return leadership.standing().isLeading();
    }

    /** How many jobs there were when it began to lead; 0 before. */
    public int loadedJobCount() {
        FarmTerm term = front.findTerm();
        return term == null ? 0 : term.loaded().jobs().size();
    }

    private FarmTerm term() {
        return Objects.requireNonNull(front.findTerm(), "nobody is let in before there is a farm");
    }

    private FarmSummary summary() {
        FarmTerm term = term();
        var views = front.views();
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
                term.loaded().farm().farmId(),
                term.epoch(),
                views.batch(),
                (System.nanoTime() - startedNanos) / 1_000_000,
                views.jobCount(),
                views.commands(),
                workers,
                online,
                busy,
                term.ring().delays.quantiles(),
                term.ring().gate.problem(),
                term.ring().gate.setAside());
    }

    /** Stops: takes nothing new, stores what is in hand, lets go of the data folder. A second call does nothing. */
    @Override
    public void close() {
        opened.close();
    }
}
