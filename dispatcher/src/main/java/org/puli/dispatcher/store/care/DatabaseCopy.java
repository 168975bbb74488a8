package org.puli.dispatcher.store.care;

import java.sql.SQLException;
import java.util.Map;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;

/** Brings a farm from one database to another, of whatever kinds. Stateless. */
public final class DatabaseCopy {
    private DatabaseCopy() {}

    /**
     * Copies one moment of a farm into an empty database and compares both row by row before anything is kept. The
     * tables of the copy have the form that those of the original have.
     *
     * @return how many rows each table has
     * @throws StoreFailure when the target is not empty, or anything fails; it then stays empty
     */
    public static Map<String, Long> run(Database from, Database to, Progress progress) {
        makeTables(from, to);
        return Transaction.read(
                from,
                source -> Transaction.write(to, target -> {
                    if (!Rows.areNone(target)) {
                        throw new StoreFailure(
                                "the database " + to + " is not empty; a farm is copied into an empty one only");
                    }
                    return new FarmCopy(source, target, progress).run();
                }));
    }

    private static void makeTables(Database from, Database to) {
        String version = version(from);
        if (version.isEmpty()) {
            throw new StoreFailure("the database " + from + " has no tables of Puli's in it");
        }
        try {
            to.schema().migrateTo(version);
        } catch (SQLException e) {
            throw new StoreFailure("the database " + to + " could not be opened: " + e.getMessage(), e);
        }
    }

    /**
     * The version of a database's tables; empty where there are none.
     *
     * @throws StoreFailure when it cannot be reached, or was written by a newer release
     */
    public static String version(Database database) {
        try {
            return database.schema().version();
        } catch (SQLException e) {
            throw new StoreFailure("the database " + database + " could not be opened: " + e.getMessage(), e);
        }
    }
}
