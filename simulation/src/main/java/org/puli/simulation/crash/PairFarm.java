package org.puli.simulation.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.FarmUnreachable;
import org.puli.api.client.LeaderCalls;
import org.puli.api.view.LeaderView;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.simulation.program.DatabaseKind;
import org.puli.simulation.program.DatabaseProcess;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;

/** A real database server, two real dispatchers on it, and real workers. Owned by the main thread. */
final class PairFarm implements AutoCloseable {
    private static final int DISPATCHERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final DatabaseProcess database;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Program> dispatchers = new ArrayList<>();
    private final List<FarmClient> askers = new ArrayList<>();
    private final List<CrashWorker> workers = new ArrayList<>();
    private final List<Long> kills = new ArrayList<>();

    PairFarm(Path folder, DatabaseKind kind, int workerCount, RandomGenerator random)
            throws IOException, InterruptedException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("server"));
        database = DatabaseProcess.make(kind, folder.resolve("server"), Ports.drawFree(random));
        Path config = Files.writeString(folder.resolve("puli.yaml"), "{}\n");
        Map<String, String> settings = new TreeMap<>(database.settings());
        settings.putAll(Map.of(
                "PULI_CONFIG",
                config.toString(),
                "PULI_DISPATCHER_LOST_AFTER",
                "25s",
                "PULI_DISPATCHER_HEARTBEAT",
                "500ms",
                "PULI_WORKER_GRACE",
                "1s"));
        for (int i = 0; i < DISPATCHERS; i++) {
            int port = Ports.drawFree(random);
            ports.add(port);
            dispatchers.add(Program.dispatcher(port, folder.resolve("dispatcher-" + i), settings));
            askers.add(new FarmClient(FarmAddress.of(address(port)), Duration.ZERO));
        }
        String servers = ports.stream().map(port -> address(port).toString()).collect(Collectors.joining(","));
        for (int i = 1; i <= workerCount; i++) {
            workers.add(new CrashWorker(servers, "pair-" + i, folder.resolve("worker-" + i), settings));
        }
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts everything; returns when one leads, the other stands by, and all workers were heard of. */
    void start(FarmClient client) throws IOException, InterruptedException {
        database.start();
        CrashFarm.await(this::isServerThere, "the database server to answer");
        for (int i = 0; i < DISPATCHERS; i++) {
            startDispatcher(i);
            awaitUp(i);
        }
        for (CrashWorker worker : workers) {
            worker.start();
        }
        for (CrashWorker worker : workers) {
            CrashFarm.awaitHeard(worker, 0, client);
        }
    }

    private boolean isServerThere() {
        try (SqlFarmStore store = SqlFarmStore.open(server())) {
            return store.load().jobs().isEmpty();
        } catch (StoreFailure notYet) {
            return false;
        }
    }

    private Database server() {
        return Objects.requireNonNull(
                DatabaseAddress.of(database.url(), folder, database.user(), "").database());
    }

    void startDispatcher(int which) throws IOException {
        dispatchers.get(which).start();
    }

    /** Waits until one listens and either leads or knows that it does not. */
    void awaitUp(int which) throws IOException, InterruptedException {
        Ports.awaitListening(dispatchers.get(which), ports.get(which), PATIENCE);
        CrashFarm.await(
                () -> {
                    LeaderView view = view(which);
                    return view != null && (view.role() == LeaderView.Role.LEADING || view.leader() != null);
                },
                "dispatcher " + which + " to lead or to stand by");
    }

    void kill(int which) throws InterruptedException {
        kills.add(System.currentTimeMillis());
        dispatchers.get(which).kill();
    }

    void freeze(int which) throws IOException, InterruptedException {
        dispatchers.get(which).freeze();
    }

    void thaw(int which) throws IOException, InterruptedException {
        dispatchers.get(which).thaw();
    }

    /** Waits until the one that leads knows of the other. */
    void awaitAttended(int which) throws IOException, InterruptedException {
        CrashFarm.await(() -> isAttended(which), "dispatcher " + which + " to know of the other");
    }

    void handOver(int which) {
        new LeaderCalls(askers.get(which)).handOver(null);
    }

    private boolean isAttended(int which) {
        LeaderView view = view(which);
        return view != null && !view.standbys().isEmpty();
    }

    private @Nullable LeaderView view(int which) {
        try {
            return new LeaderCalls(askers.get(which)).show();
        } catch (FarmUnreachable | FarmRefusal e) {
            return null;
        }
    }

    /** Which one leads, as it says itself; -1 for none. */
    int leader() {
        for (int i = 0; i < DISPATCHERS; i++) {
            if (isLeading(i)) {
                return i;
            }
        }
        return -1;
    }

    boolean isLeading(int which) {
        LeaderView view = view(which);
        return view != null && view.role() == LeaderView.Role.LEADING;
    }

    /** Whether one shows the farm, which none does that stands by. */
    boolean works(int which) {
        try {
            return !askers.get(which)
                    .pool(new PoolName("default"))
                    .name()
                    .value()
                    .isEmpty();
        } catch (FarmUnreachable | FarmRefusal e) {
            return false;
        }
    }

    /** None may have ended by itself. */
    void checkAlive() {
        for (Program dispatcher : dispatchers) {
            if (!dispatcher.isAlive()) {
                throw new Broken("a dispatcher ended by itself; what it said is in " + dispatcher.said());
            }
        }
    }

    /** A client of both. */
    FarmClient client(Duration patience) {
        List<URI> servers = ports.stream().map(PairFarm::address).toList();
        return new FarmClient(new FarmAddress(servers, null, "crash"), patience);
    }

    Path ledger() {
        return folder.resolve("ledger.txt");
    }

    /** Ends workers and dispatchers in the polite way and holds the books against each other. */
    Books.Finding close(List<CrashWorker> all) throws IOException, InterruptedException {
        for (CrashWorker worker : all) {
            worker.stop();
        }
        for (Program dispatcher : dispatchers) {
            dispatcher.stop();
        }
        try (SqlFarmStore store = SqlFarmStore.open(server())) {
            return Books.check(new Books.Farm(workers, kills), Ledger.read(ledger()), store);
        }
    }

    List<CrashWorker> workers() {
        return workers;
    }

    @Override
    public void close() {
        workers.forEach(CrashWorker::close);
        dispatchers.forEach(Program::close);
        askers.forEach(FarmClient::close);
        database.close();
    }
}
