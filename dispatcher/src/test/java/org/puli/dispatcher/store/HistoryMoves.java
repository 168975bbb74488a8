package org.puli.dispatcher.store;

import java.nio.file.Path;
import org.puli.dispatcher.loop.Retention;

/**
 * A process that moves a farm's history into a database of its own, says so at each step, now and then that there is
 * nothing to do just then, and never ends.
 */
final class HistoryMoves {
    private static final long REST_NANOS = 20_000_000;

    private HistoryMoves() {}

    /** The farm's database, that of the history. */
    public static void main(String... arguments) throws Exception {
        Database history = new SqliteFile(Path.of(arguments[1]));
        try (SqlFarmStore store = SqlFarmStore.open(new SqliteFile(Path.of(arguments[0])), history)) {
            store.load();
            long saidAt = System.nanoTime();
            while (!Thread.interrupted()) {
                if (store.sweep(Retention.FOR_EVER, SqlArchiveContract.NOW)) {
                    System.out.println("a step");
                } else if (System.nanoTime() - saidAt > REST_NANOS) {
                    saidAt = System.nanoTime();
                    System.out.println("a rest");
                }
            }
        }
    }
}
