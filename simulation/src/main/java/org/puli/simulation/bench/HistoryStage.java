package org.puli.simulation.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;

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

    /** What it takes on the disk, without the logs of what was written last. */
    long bytes() {
        String sql = switch (database.dialect()) {
            case SQLITE -> "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
            case POSTGRESQL -> "SELECT pg_database_size(current_database())";
            case MARIADB ->
                "SELECT sum(data_length + index_length) FROM information_schema.tables"
                        + " WHERE table_schema = database()";
        };
        return number(sql);
    }

    /** How many rows a table has. */
    long rows(String table) {
        return number("SELECT count(*) FROM " + table);
    }

    private long number(String sql) {
        try (Connection connection = database.connectToRead();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a database is that has lived for as long as its rows say: what its planner knows is of now. */
    void settle() {
        String sql = switch (database.dialect()) {
            case SQLITE -> "";
            case POSTGRESQL -> "ANALYZE";
            case MARIADB -> "ANALYZE TABLE attempt, audit, command, job_history, usage_hour";
        };
        if (!sql.isEmpty()) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
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
