package org.puli.dispatcher.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.puli.dispatcher.loop.StoreFailure;

/** The tables' form and how an earlier one becomes this release's. One thread at a time. */
public final class Schema {
    /** The version of the newest migration beside this class. */
    public static final String NEWEST = "029";

    private final Flyway flyway;
    private final String what;

    /**
     * The form of a database's tables.
     *
     * @param what how it is called in what people read
     * @param collation how a server compares texts; empty where that is said with each column
     */
    Schema(DataSource source, Dialect dialect, String what, String collation) {
        this.what = what;
        flyway = Flyway.configure()
                .dataSource(source)
                .locations(dialect.migrations())
                .table("schema_history")
                .placeholders(Map.of("collation", collation))
                .failOnMissingLocations(true)
                .load();
    }

    /** A look of a millisecond, which spares an ordinary start the migration tool's own: a third of the whole. */
    static boolean isNewest(Connection connection) {
        String sql = "SELECT version, success FROM schema_history ORDER BY installed_rank DESC LIMIT 1";
        try (Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery(sql)) {
            return newest.next() && newest.getBoolean(2) && NEWEST.equals(newest.getString(1));
        } catch (SQLException noTables) {
            return false;
        }
    }

    /**
     * Runs what is missing.
     *
     * @throws StoreFailure when that fails, or the tables are of a newer release
     */
    public void migrate() {
        try {
            refuseNewer();
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreFailure("the database " + what + " could not be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Runs what is missing up to a version, so that the tables get the form that those of another database have.
     *
     * @throws StoreFailure when that fails, or the tables are of a newer release
     */
    public void migrateTo(String version) {
        try {
            refuseNewer();
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .target(version)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreFailure("the tables of " + what + " could not be made: " + e.getMessage(), e);
        }
    }

    /**
     * The version of the tables, such as {@code 022}; empty where there are none yet.
     *
     * @throws StoreFailure when that cannot be asked, or the tables are of a newer release
     */
    public String version() {
        try {
            refuseNewer();
            MigrationInfo current = flyway.info().current();
            return current == null || current.getVersion() == null
                    ? ""
                    : current.getVersion().getVersion();
        } catch (FlywayException e) {
            throw new StoreFailure("the tables of " + what + " could not be looked at: " + e.getMessage(), e);
        }
    }

    /**
     * What {@link #migrate} would run, in its order: a version and a few words for each.
     *
     * @throws StoreFailure when that cannot be asked, or the tables are of a newer release
     */
    public List<String> pending() {
        try {
            refuseNewer();
            return Arrays.stream(flyway.info().pending())
                    .map(one -> one.getVersion() + " " + one.getDescription())
                    .toList();
        } catch (FlywayException e) {
            throw new StoreFailure("the tables of " + what + " could not be looked at: " + e.getMessage(), e);
        }
    }

    private void refuseNewer() {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (!migration.getState().isResolved()) {
                throw new StoreFailure("the database was written by a newer release (its tables are of version "
                        + migration.getVersion() + "); start that release, or restore a backup from before");
            }
        }
    }
}
