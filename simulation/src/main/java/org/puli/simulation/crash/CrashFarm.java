package org.puli.simulation.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.FarmUnreachable;
import org.puli.api.client.WorkerQuery;
import org.puli.api.view.Presence;
import org.puli.api.view.WorkerView;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.simulation.program.DatabaseKind;
import org.puli.simulation.program.DatabaseProcess;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;

/** A real dispatcher and real workers in one folder, impatient enough for a test. Owned by the main thread. */
final class CrashFarm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Of these workers each such one ends what its earlier life left; the others go on with it. */
    private static final int EVERY_KEEPS_NOTHING = 2;

    private static final long LOOK_AGAIN_MILLIS = 20;

    private static final int MOST_STARTS = 20;

    private static final LicenseName PROBE = new LicenseName("probe");

    private final Path folder;
    private final int port;
    private final @Nullable DatabaseProcess server;
    private final Program dispatcher;
    private final List<CrashWorker> workers = new ArrayList<>();
    private final List<Long> dispatcherKills = new ArrayList<>();
    private int probes;

    CrashFarm(Path folder, int workerCount, @Nullable DatabaseKind database, RandomGenerator random)
            throws IOException, InterruptedException {
        this.folder = folder;
        Path config = Files.writeString(folder.resolve("puli.yaml"), "{}\n");
        Map<String, String> settings = Map.of(
                "PULI_CONFIG",
                config.toString(),
                "PULI_DISPATCHER_LOST_AFTER",
                "8s",
                "PULI_DISPATCHER_HEARTBEAT",
                "500ms",
                "PULI_WORKER_GRACE",
                "1s");
        port = Ports.drawFree(random);
        Map<String, String> stored = new TreeMap<>(settings);
        server = database == null
                ? null
                : DatabaseProcess.make(database, folder.resolve("database"), Ports.drawFree(random));
        if (server != null) {
            stored.putAll(server.settings());
        }
        dispatcher = Program.dispatcher(port, folder.resolve("dispatcher"), stored);
        for (int i = 1; i <= workerCount; i++) {
            Map<String, String> own = new TreeMap<>(settings);
            own.put("PULI_WORKER_KEEP", i % EVERY_KEEPS_NOTHING == 0 ? "never" : "always");
            workers.add(new CrashWorker(port, "crash-" + i, folder.resolve("worker-" + i), own));
        }
    }

    /** Starts everything; returns when all workers were heard of. */
    void start(FarmClient client) throws IOException, InterruptedException {
        if (server != null) {
            server.start();
        }
        startDispatcher();
        for (CrashWorker worker : workers) {
            worker.start();
        }
        // A polite end leaves behind what makes later starts quick, see the launcher; a kill never does.
        awaitDispatcher();
        dispatcher.stop();
        startDispatcher();
        awaitDispatcher();
        for (CrashWorker worker : workers) {
            await(() -> isHeard(client, worker, 0), "worker " + worker.name() + " to be heard");
        }
    }

    void startDispatcher() throws IOException {
        dispatcher.start();
    }

    /** One that ends because its database is not there yet is started again, as the system's own keeper does. */
    void awaitDispatcher() throws IOException, InterruptedException {
        for (int i = 1; server != null && i < MOST_STARTS; i++) {
            try {
                Ports.awaitListening(dispatcher, port, PATIENCE);
                return;
            } catch (IOException e) {
                if (dispatcher.isAlive()) {
                    throw e;
                }
                startDispatcher();
            }
        }
        Ports.awaitListening(dispatcher, port, PATIENCE);
    }

    /** Does to the database server what was drawn. */
    void strikeDatabase(Strike.Blow blow) throws IOException, InterruptedException {
        DatabaseProcess known = Objects.requireNonNull(server, "only a server can be struck");
        switch (blow) {
            case NONE -> {}
            case KILL -> known.kill();
            case STOP -> known.stop();
            case FREEZE -> known.freeze();
        }
    }

    void bringBackDatabase(Strike.Blow blow) throws IOException, InterruptedException {
        DatabaseProcess known = Objects.requireNonNull(server, "only a server can be struck");
        if (blow == Strike.Blow.FREEZE) {
            known.thaw();
        } else {
            known.start();
        }
    }

    /** Waits until something is stored again; a server that could not start yet is started once more. */
    void awaitStored(FarmClient client) throws IOException, InterruptedException {
        DatabaseProcess known = Objects.requireNonNull(server, "only a server can be away");
        await(
                () -> {
                    if (!known.isAlive()) {
                        known.start();
                    }
                    return isStored(client);
                },
                "the database to be back");
    }

    /** Something else each time: what is so already needs no storing, and says nothing of the way to the database. */
    private boolean isStored(FarmClient client) {
        try {
            client.setLicense(PROBE, ++probes);
            return client.farm().storeProblem() == null;
        } catch (FarmRefusal | FarmUnreachable | UncheckedIOException notYet) {
            return false;
        }
    }

    void killDispatcher() throws InterruptedException {
        dispatcherKills.add(System.currentTimeMillis());
        dispatcher.kill();
    }

    /** Waits until a worker that was started again is heard of, and looks whether it has tidied up. */
    static void awaitBack(CrashWorker worker, long since, FarmClient client) throws IOException, InterruptedException {
        await(() -> isHeard(client, worker, since), "worker " + worker.name() + " to come back");
        worker.isBack();
    }

    /** Waits until a worker is heard of. */
    static void awaitHeard(CrashWorker worker, long since, FarmClient client) throws IOException, InterruptedException {
        await(() -> isHeard(client, worker, since), "worker " + worker.name() + " to be heard");
    }

    private static boolean isHeard(FarmClient client, CrashWorker worker, long since) {
        return client.workers(WorkerQuery.ALL).items().stream().anyMatch(view -> isHeard(view, worker, since));
    }

    private static boolean isHeard(WorkerView view, CrashWorker worker, long since) {
        Long seenAt = view.lastSeenAt();
        return view.name().equals(worker.name())
                && view.presence() == Presence.ONLINE
                && seenAt != null
                && seenAt >= since;
    }

    /** Something that may be so or not. */
    interface Condition {
        /** Whether it is so now. */
        boolean holds() throws IOException;
    }

    /** Waits for something that has to come. */
    static void await(Condition condition, String what) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new Broken("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** A client that tells at once when nobody answers. */
    FarmClient client() {
        return new FarmClient(FarmAddress.of(URI.create("http://127.0.0.1:" + port)), Duration.ZERO);
    }

    Path ledger() {
        return folder.resolve("ledger.txt");
    }

    /** Where the farm's rows are. */
    Database database() {
        DatabaseAddress address = server == null
                ? DatabaseAddress.sqlite(folder.resolve("dispatcher/farm.db"))
                : DatabaseAddress.of(server.url(), folder, server.user(), "");
        return Objects.requireNonNull(address.database());
    }

    boolean hasServer() {
        return server != null;
    }

    List<CrashWorker> workers() {
        return workers;
    }

    /** When the dispatcher was killed, in milliseconds since 1970. */
    List<Long> dispatcherKills() {
        return dispatcherKills;
    }

    /** Ends all programs in the polite way. */
    void stop() throws InterruptedException {
        for (CrashWorker worker : workers) {
            worker.stop();
        }
        dispatcher.stop();
    }

    @Override
    public void close() {
        workers.forEach(CrashWorker::close);
        dispatcher.close();
        if (server != null) {
            server.close();
        }
    }
}
