package org.puli.dispatcher.store.care;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.Dialect;

/**
 * One moment of a farm in a file of its own, whichever database keeps it: an SQLite file with the tables of the same
 * version. The dispatcher goes on meanwhile. Stateless.
 */
public final class Backup {
    private Backup() {}

    /**
     * Writes a backup, durably; there is a file of that name only when it is whole.
     *
     * @param file where to; there is none of that name yet, and only its owner may read it
     * @return how many rows each table has
     * @throws StoreFailure when it cannot be made; nothing is left then
     */
    public static Map<String, Long> write(Database database, Path file, Progress progress) {
        if (Files.exists(file)) {
            throw new StoreFailure("the file " + file + " is there already; name another one, a backup replaces none");
        }
        if (Transaction.read(database, Rows::areNone)) {
            throw new StoreFailure("the database " + database + " has no farm in it; there is nothing to keep");
        }
        try (SnapshotFile snapshot = SnapshotFile.of(file)) {
            if (database.dialect() == Dialect.SQLITE) {
                snapshot.take(database);
            } else {
                DatabaseCopy.run(database, snapshot.database(), progress);
            }
            Map<String, Long> counts = Transaction.read(snapshot.database(), Rows::counts);
            snapshot.keep();
            return counts;
        }
    }
}
