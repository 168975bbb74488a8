package org.puli.simulation.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.care.Inspection;
import org.puli.dispatcher.store.care.TableSize;

/** An empty database in a folder on a disk: a file, or one of a server that lives as long as this. */
final class HistoryStage implements AutoCloseable {
    private static final int START_TRIES = 1_200;
    private static final long START_PAUSE_MILLIS = 100;

    private final Path folder;
    private final boolean keep;
    private final Disk disk;
    private final BenchDatabase home;
    private final Database database;

    /**
     * Makes it.
     *
     * @throws IOException when the disk will not do, or the server does not start
     */
    HistoryStage(BenchOptions options) throws IOException, InterruptedException {
        this.keep = options.keep;
        this.folder = options.data == null
                ? Files.createTempDirectory("puli-bench-")
                : Files.createTempDirectory(Files.createDirectories(options.data), "bench-");
        this.disk = Disk.of(folder);
        this.home = new BenchDatabase(options.database, folder, disk);
        this.database = home.database();
        makeTables();
    }

    private void makeTables() throws InterruptedException {
        for (int i = 1; true; i++) {
            try {
                database.migrate();
                return;
            } catch (StoreFailure e) {
                if (i == START_TRIES) {
                    throw e;
                }
                Thread.sleep(START_PAUSE_MILLIS);
            }
        }
    }

    Database database() {
        return database;
    }

    Disk disk() {
        return disk;
    }

    String words() {
        return home.words();
    }

    /** How large each of its tables is. */
    Map<String, TableSize> sizes() {
        return Inspection.of(database, true).sizes().stream().collect(Collectors.toMap(TableSize::table, size -> size));
    }

    @Override
    public void close() {
        home.close();
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
