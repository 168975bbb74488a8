package org.puli.dispatcher.store.care;

import java.sql.SQLException;
import java.util.List;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;

/** What a database's tables lack of this release's form. Stateless. */
public final class PendingMigrations {
    private PendingMigrations() {}

    /**
     * What would run, in its order: a version and a few words for each.
     *
     * @throws StoreFailure when it cannot be reached, or was written by a newer release
     */
    public static List<String> of(Database database) {
        try {
            return database.schema().pending();
        } catch (SQLException e) {
            throw new StoreFailure("the database " + database + " could not be opened: " + e.getMessage(), e);
        }
    }
}
