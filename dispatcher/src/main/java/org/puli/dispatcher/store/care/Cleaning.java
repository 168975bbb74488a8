package org.puli.dispatcher.store.care;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.FarmNumber;

/**
 * Deletes much of a farm at once. Its numbers go on all the same, so that no log of an old attempt is taken for one of
 * a new. No dispatcher may run on the database. Stateless.
 */
public final class Cleaning {
    private static final List<String> OF_JOBS =
            List.of("job", "job_spec", "task", "command", "blocklist", "job_history");
    private static final List<String> OF_HISTORY = List.of("attempt", "audit", "usage_hour", "usage_tray");

    private Cleaning() {}

    /** What is deleted. */
    public enum What {
        /** All jobs with their tasks and commands, those that have left memory among them. */
        JOBS,
        /** All ended attempts, what they have used, and the audit. */
        HISTORY,
        /** Everything; the farm is another one afterwards. */
        ALL
    }

    /**
     * How many rows would go, by table; what lies in trays resolved.
     *
     * @throws StoreFailure when the database cannot be read
     */
    public static Map<String, Long> count(Database database, What what) {
        return Transaction.read(database, connection -> {
            Map<String, Long> gone = new TreeMap<>(Rows.counts(connection));
            gone.keySet().removeIf(table -> !goes(table, what));
            return gone;
        });
    }

    /**
     * Deletes it as a whole or not at all, and says so in the audit.
     *
     * @return the number by which workers know the farm from now on
     * @throws StoreFailure when it fails; nothing is deleted then
     */
    public static String run(Database database, What what, Author author) {
        Map<String, Long> gone = count(database, what);
        return Transaction.write(database, connection -> {
            HighWater old = HighWater.of(connection).orElseThrow();
            for (String table : Catalog.names(connection)) {
                if (goes(table.replaceFirst("_tray_[ab]$", ""), what)) {
                    Rows.run(connection, "DELETE FROM " + table);
                }
            }
            HighWater next = what == What.ALL ? old.named(FarmNumber.draw()) : old;
            next.write(connection, "clean");
            Rows.run(connection, "UPDATE farm SET epoch = ?", old.value("epoch") + 1);
            CareAudit.add(connection, author, "clean", words(gone), "none of these");
            return next.farmId();
        });
    }

    /** Counts as one line, those of empty tables aside. */
    public static String words(Map<String, Long> counts) {
        List<String> parts = counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getKey() + " " + count.getValue())
                .toList();
        return parts.isEmpty() ? "nothing" : String.join(", ", parts);
    }

    private static boolean goes(String table, What what) {
        boolean isFarm = table.equals(TableForm.FARM) || table.equals("tray") || table.equals("leader");
        return switch (what) {
            case JOBS -> OF_JOBS.contains(table);
            case HISTORY -> OF_HISTORY.contains(table);
            case ALL -> !isFarm;
        };
    }

    /** Whether there is a farm to clean. */
    public static boolean hasFarm(Database database) {
        return Transaction.read(database, Cleaning::findFarm);
    }

    private static boolean findFarm(Connection connection) throws SQLException {
        return HighWater.of(connection).isPresent();
    }
}
