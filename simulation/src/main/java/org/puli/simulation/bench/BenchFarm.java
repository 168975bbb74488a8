package org.puli.simulation.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.json.JobReader.Format;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.simulation.program.Ports;
import org.puli.simulation.program.ProcessFigures;
import org.puli.simulation.program.Program;

/** A farm for one measurement: a folder on a disk, a dispatcher as a process of its own, and a client. */
final class BenchFarm implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final boolean keep;
    private final Disk disk;
    private final BenchDatabase database;
    private final int port;
    private final Program dispatcher;
    private final FarmClient client;

    /**
     * Measures the disk and starts a dispatcher on it.
     *
     * @throws IOException when the disk will not do or the dispatcher does not start
     */
    BenchFarm(BenchOptions options) throws IOException, InterruptedException {
        keep = options.keep;
        folder = options.data == null
                ? Files.createTempDirectory("puli-bench-")
                : Files.createTempDirectory(Files.createDirectories(options.data), "bench-");
        try {
            disk = Disk.of(folder);
        } catch (IOException e) {
            Files.delete(folder);
            throw e;
        }
        database = new BenchDatabase(options.database, folder, disk);
        port = Ports.drawFree(new SplittableRandom());
        dispatcher = Program.dispatcher(port, folder.resolve("dispatcher"), database.settings());
        client = new FarmClient(FarmAddress.of(URI.create("http://127.0.0.1:" + port)), START_PATIENCE);
        start();
    }

    /** Starts the dispatcher, again when it was killed; returns when it listens. */
    void start() throws IOException, InterruptedException {
        dispatcher.start();
        Ports.awaitListening(dispatcher, port, START_PATIENCE);
    }

    Path folder() {
        return folder;
    }

    Disk disk() {
        return disk;
    }

    int port() {
        return port;
    }

    Program dispatcher() {
        return dispatcher;
    }

    FarmClient client() {
        return client;
    }

    /** Submits a job document once. */
    JobView submit(String document) {
        return client.submit(document, Format.JSON, UUID.randomUUID().toString())
                .job();
    }

    /** What the system says of the dispatcher's process. */
    ProcessFigures serverFigures() throws IOException {
        return ProcessFigures.of(dispatcher.pid());
    }

    /** Commands that the database says are done; only while no dispatcher runs. */
    long doneRows() {
        try (SqlFarmStore store = SqlFarmStore.open(database.database())) {
            return store.load().commands().stream()
                    .filter(row -> row.status() == Status.DONE)
                    .count();
        }
    }

    /** Commands of which the database knows anything; only while no dispatcher runs. */
    long rows() {
        try (SqlFarmStore store = SqlFarmStore.open(database.database())) {
            return store.load().commands().size();
        }
    }

    /** What the figures say of where they were made. */
    String database() {
        return database.words();
    }

    @Override
    public void close() {
        client.close();
        dispatcher.close();
        database.close();
        if (!keep) {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " could not be deleted", e);
        }
    }
}
