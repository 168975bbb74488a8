package org.puli.dispatcher.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.puli.api.view.Status;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;

/** Farms in databases of each kind, for tests of what is done to a whole database. */
final class SomeFarms {
    /** The kinds of databases. */
    enum Kind {
        SQLITE,
        POSTGRESQL,
        MARIADB;

        /** An empty database of its own. */
        DatabaseAddress create(Path folder) {
            return switch (this) {
                case SQLITE -> DatabaseAddress.sqlite(folder.resolve("farm" + System.nanoTime() + ".db"));
                case POSTGRESQL -> TestServer.postgresql().create();
                case MARIADB -> TestServer.mariadb().create();
            };
        }
    }

    private SomeFarms() {}

    static Database reach(DatabaseAddress address) {
        return Objects.requireNonNull(address.database());
    }

    /**
     * The farm with one of everything that the store's contract knows, and with commands of many jobs, some of which
     * changed twice; where there are trays, they lie in these.
     */
    static FarmRow fill(DatabaseAddress address) {
        try (SqlFarmStore store = open(address)) {
            FarmRow farm = store.load().farm();
            store.commit(FarmStoreContract.full(numbered(farm, 1)));
            store.commit(scattered(numbered(farm, 2), Status.READY, 0, 60));
            store.commit(scattered(numbered(farm, 3), Status.DONE, 20, 50));
            store.commit(scattered(numbered(farm, 4), Status.CANCELED, 30, 40));
            return numbered(farm, 4);
        }
    }

    private static SqlFarmStore open(DatabaseAddress address) {
        Path file = address.file();
        return file == null ? SqlFarmStore.open(reach(address)) : SqlFarmStore.open(file, new TraySize(45, 4, 2));
    }

    static FarmRow numbered(FarmRow farm, long batch) {
        return new FarmRow(farm.farmId(), 1, batch, 100, 1_000, 200_000, 300_000, 6, 7, 0.1);
    }

    private static RowBatch scattered(FarmRow farm, Status status, long from, long to) {
        List<CommandRow> commands = LongStream.range(from, to)
                .mapToObj(i -> command(i * 1_000 + 7, status))
                .toList();
        List<AttemptRow> attempts = new ArrayList<>();
        LongStream.range(from, to).forEach(i -> attempts.add(attempt(i * 1_000 + 7, farm.batch())));
        return batch(farm, commands, attempts);
    }

    static RowBatch batch(FarmRow farm, List<CommandRow> commands, List<AttemptRow> attempts) {
        List<Long> none = List.of();
        return new RowBatch(
                farm, List.of(), List.of(), List.of(), commands, attempts, List.of(), List.of(), List.of(), List.of(),
                List.of(), none, List.of(), List.of(), List.of());
    }

    static CommandRow command(long id, Status status) {
        CommandRow like = FarmStoreContract.command(status, 0, null);
        return new CommandRow(
                id,
                id / 1_000 + 10,
                status,
                1,
                0,
                0,
                "w1",
                0,
                1,
                2,
                3,
                null,
                FarmStoreContract.ODD,
                like.held(),
                0,
                0,
                List.of(),
                false,
                null,
                null,
                null,
                0);
    }

    static AttemptRow attempt(long command, long attempt) {
        return new AttemptRow(
                command,
                (int) attempt,
                command / 1_000 + 10,
                "w1",
                8,
                AttemptRow.Outcome.LOST,
                null,
                null,
                FarmStoreContract.ODD,
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                1_000);
    }

    /** How many commands there are, of jobs that are known or not: a store reads those of known ones only. */
    static long commandCount(DatabaseAddress address) {
        String ids = "SELECT command_id FROM command";
        boolean trays = reach(address).dialect() == Dialect.SQLITE;
        String all = trays
                ? ids + " UNION SELECT command_id FROM command_tray_a UNION SELECT command_id FROM command_tray_b"
                : ids;
        try (Connection connection = reach(address).connectToRead();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM (" + all + ") AS known")) {
            return result.next() ? result.getLong(1) : 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** All that is in a farm: its rows, its ended attempts and its audit. */
    record Whole(FarmRows rows, Object history, Object audit) {
        static Whole of(DatabaseAddress address) {
            try (SqlFarmStore store = SqlFarmStore.open(reach(address))) {
                return new Whole(store.load(), store.history(), store.audit());
            }
        }
    }

    static void run(DatabaseAddress address, String... lines) throws SQLException {
        try (Connection connection = reach(address).connect();
                Statement statement = connection.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
            connection.commit();
        }
    }
}
