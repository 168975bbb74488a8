package org.puli.dispatcher.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.puli.dispatcher.loop.StoreFailure;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

/** An SQLite database file: how it is opened and brought up to date. */
final class SqliteFile implements Database {
    /** 64 MB of the log before it is carried over: a page that many commits write is then carried over once. */
    private static final int LOG_PAGES = 16_000;

    private static final int CACHE_KIBIBYTES = 64 * 1024;

    private final Path path;
    private final SQLiteDataSource source;

    SqliteFile(Path path) {
        this.path = path;
        SQLiteConfig config = unlocked();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setBusyTimeout(5_000);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
    }

    /**
     * SQLite itself locks a connection at each value that is bound or read. The driver's own methods are synchronized
     * already, so that no two threads are in one connection at once.
     */
    private static SQLiteConfig unlocked() {
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return config;
    }

    @Override
    public Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection connectToRead() throws SQLException {
        SQLiteConfig reading = unlocked();
        reading.setReadOnly(true);
        return reading.createConnection("jdbc:sqlite:" + path);
    }

    @Override
    public Connection connectToReadAll() throws SQLException {
        Connection connection = connectToRead();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public Connection connectPatiently() throws SQLException {
        return connect();
    }

    @Override
    public Schema schema() {
        createIfMissing();
        return new Schema(source, Dialect.SQLITE, path.toString(), "");
    }

    @Override
    public void migrate() {
        createIfMissing();
        if (!isCurrent()) {
            schema().migrate();
        }
    }

    private boolean isCurrent() {
        try (Connection connection = source.getConnection()) {
            return Schema.isNewest(connection);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void createIfMissing() {
        try {
            create();
        } catch (IOException e) {
            throw new StoreFailure("the database " + path + " could not be opened: " + e.getMessage(), e);
        }
    }

    /** A farm's database holds what people render: only its owner may read it. */
    private void create() throws IOException {
        if (Files.notExists(path)) {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.SQLITE;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
