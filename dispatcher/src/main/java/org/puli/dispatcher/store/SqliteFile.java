package org.puli.dispatcher.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.loop.StoreFailure;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/** An SQLite database file: how it is opened and brought up to date. */
final class SqliteFile {
    /** The version of the newest migration beside this class. */
    static final String NEWEST = "021";

    /** 64 MB of the log before it is carried over: a page that many commits write is then carried over once. */
    private static final int LOG_PAGES = 16_000;

    private static final int CACHE_KIBIBYTES = 64 * 1024;

    private final Path path;
    private final SQLiteDataSource source;

    SqliteFile(Path path) {
        this.path = path;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setBusyTimeout(5_000);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
    }

    Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_autocheckpoint = " + LOG_PAGES);
        }
        connection.setAutoCommit(false);
        return connection;
    }

    void migrate() {
        try {
            create();
            if (isCurrent()) {
                return;
            }
            Flyway flyway = Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:org/puli/dispatcher/store/db")
                    .table("schema_history")
                    .failOnMissingLocations(true)
                    .load();
            refuseNewer(flyway);
            flyway.migrate();
        } catch (IOException | FlywayException e) {
            throw new StoreFailure("the database " + path + " could not be opened: " + e.getMessage(), e);
        }
    }

    /** A look of a millisecond, which spares an ordinary start the migration tool's own: a third of the whole. */
    private boolean isCurrent() {
        String sql = "SELECT version, success FROM schema_history ORDER BY installed_rank DESC LIMIT 1";
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery(sql)) {
            return newest.next() && newest.getBoolean(2) && NEWEST.equals(newest.getString(1));
        } catch (SQLException noTables) {
            return false;
        }
    }

    private static void refuseNewer(Flyway flyway) {
        for (var migration : flyway.info().applied()) {
            if (!migration.getState().isResolved()) {
                throw new StoreFailure("the database was written by a newer release (its tables are of version "
                        + migration.getVersion() + "); start that release, or restore a backup from before");
            }
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

    static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is given up either way; what was committed is in the file.
                return;
            }
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
