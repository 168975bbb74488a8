package org.puli.simulation.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.WorkerQuery;
import org.puli.api.view.Presence;
import org.puli.api.view.WorkerView;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.Program;

/** A real dispatcher and real workers in one folder, impatient enough for a test. Owned by the main thread. */
final class CrashFarm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Of these workers each such one ends what its earlier life left; the others go on with it. */
    private static final int EVERY_KEEPS_NOTHING = 2;

    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Path folder;
    private final int port;
    private final Program dispatcher;
    private final List<CrashWorker> workers = new ArrayList<>();
    private final List<Long> dispatcherKills = new ArrayList<>();

    CrashFarm(Path folder, int workerCount, RandomGenerator random) throws IOException {
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
        dispatcher = Program.dispatcher(port, folder.resolve("dispatcher"), settings);
        for (int i = 1; i <= workerCount; i++) {
            Map<String, String> own = new TreeMap<>(settings);
            own.put("PULI_WORKER_KEEP", i % EVERY_KEEPS_NOTHING == 0 ? "never" : "always");
            workers.add(new CrashWorker(port, "crash-" + i, folder.resolve("worker-" + i), own));
        }
    }

    /** Starts everything; returns when all workers were heard of. */
    void start(FarmClient client) throws IOException, InterruptedException {
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

    void awaitDispatcher() throws IOException, InterruptedException {
        Ports.awaitListening(dispatcher, port, PATIENCE);
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

    Path database() {
        return folder.resolve("dispatcher/farm.db");
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
    }
}
