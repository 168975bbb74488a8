package org.puli.dispatcher.store;

import java.nio.file.Path;
import org.puli.dispatcher.loop.Retention;

/** A process that moves a farm's history into a database of its own, says so at each step, and never ends. */
final class HistoryMoves {
    private HistoryMoves() {}

    /** The farm's database, that of the history. */
    public static void main(String... arguments) throws Exception {
        Database history = new SqliteFile(Path.of(arguments[1]));
        try (SqlFarmStore store = SqlFarmStore.open(new SqliteFile(Path.of(arguments[0])), history)) {
            store.load();
            while (!Thread.interrupted()) {
                if (store.sweep(Retention.FOR_EVER, SqlArchiveContract.NOW)) {
                    System.out.println("a step");
                }
            }
        }
    }
}
