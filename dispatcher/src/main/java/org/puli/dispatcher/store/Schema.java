package org.puli.dispatcher.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.puli.dispatcher.loop.StoreFailure;

/** The tables' form and how an earlier one becomes this release's. */
final class Schema {
    /** The version of the newest migration beside this class. */
    static final String NEWEST = "025";

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

    /**
     * Runs what is missing.
     *
     * @throws StoreFailure when that fails, or the tables are of a newer release
     */
    void migrate() {
        try {
            refuseNewer();
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreFailure("the database " + what + " could not be opened: " + e.getMessage(), e);
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
