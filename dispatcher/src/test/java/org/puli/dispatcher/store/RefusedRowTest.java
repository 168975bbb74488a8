package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.LicenseRow;

/** A row that a database refuses for what is in it keeps no other from being stored. */
class RefusedRowTest {
    /** What a site's own rule, or one that this release does not know, may look like. */
    private static final List<String> RULE = List.of(
            "CREATE TRIGGER ruled BEFORE INSERT ON license WHEN new.name LIKE 'bad%'"
                    + " BEGIN SELECT RAISE(ABORT, 'no such license here'); END",
            "ALTER TABLE license ADD CONSTRAINT ruled CHECK (name NOT LIKE 'bad%')");

    private static final List<String> NO_RULE =
            List.of("DROP TRIGGER ruled", "ALTER TABLE license DROP CONSTRAINT ruled");

    @TempDir
    Path folder;

    private Database database(Dialect dialect) {
        return Objects.requireNonNull(
                switch (dialect) {
                    case SQLITE -> new SqliteFile(folder.resolve("farm.db"));
                    case POSTGRESQL -> TestServer.postgresql().create().database();
                    case MARIADB -> TestServer.mariadb().create().database();
                });
    }

    private static void run(Database database, List<String> sql) throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute(sql.get(database.dialect() == Dialect.SQLITE ? 0 : 1));
            other.commit();
        }
    }

    private static List<String> names(FarmRows rows) {
        return rows.licenses().stream().map(LicenseRow::name).toList();
    }

    private static String reason(Database database) throws Exception {
        try (Connection other = database.connectToRead();
                Statement statement = other.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM refused_row")) {
            result.next();
            return result.getString("table_name") + " " + result.getString("row_key") + " " + result.getLong("batch")
                    + " " + result.getString("reason") + " " + result.getString("content");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsSetAsideAndTheRestOfItsBatchGoesOn(Dialect dialect) throws Exception {
        Database database = database(dialect);
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            FarmRow farm = store.load().farm();
            run(database, RULE);
            store.commit(FaultRows.licenses(farm, 1, "a", "b", "bad ünï", "c", "d"));
            store.commit(FaultRows.licenses(farm, 2, "e"));
            assertThat(store.setAside().count()).isEqualTo(1);
            assertThat(store.audit()).hasSize(2);
        }
        try (SqlFarmStore after = SqlFarmStore.open(database)) {
            assertThat(names(after.load())).containsExactly("a", "b", "c", "d", "e");
            assertThat(after.load().farm().batch()).isEqualTo(2);
            assertThat(after.setAside().count()).isEqualTo(1);
        }
        assertThat(reason(database))
                .startsWith("license bad \\u00fcn\\u00ef 1 ")
                .containsAnyOf("no such license here", "ruled")
                .contains("LicenseRow[name=bad");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenLaterIsNoLongerSetAside(Dialect dialect) throws Exception {
        Database database = database(dialect);
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            FarmRow farm = store.load().farm();
            run(database, RULE);
            store.commit(FaultRows.licenses(farm, 1, "bad", "good"));
            store.commit(FaultRows.licenses(farm, 2, "bad", "good"));
            assertThat(store.setAside().count()).isEqualTo(1);
            run(database, NO_RULE);
            store.commit(FaultRows.licenses(farm, 3, "bad"));
            assertThat(store.setAside().count()).isZero();
        }
        try (SqlFarmStore after = SqlFarmStore.open(database)) {
            assertThat(names(after.load())).containsExactly("bad", "good");
            assertThat(after.setAside().count()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatRefusesAlmostAllIsNotFollowed(Dialect dialect) throws Exception {
        Database database = database(dialect);
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            FarmRow farm = store.load().farm();
            run(database, RULE);
            String[] most = IntStream.rangeClosed(1, Sieve.MOST_REFUSED + 1)
                    .mapToObj(i -> "bad" + i)
                    .toArray(String[]::new);
            assertThatThrownBy(() -> store.commit(FaultRows.licenses(farm, 1, most)))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("something is wrong with it");
            assertThat(store.audit()).isEmpty();
            List<String> fewer = new ArrayList<>(Stream.of(most).skip(1).toList());
            fewer.add("good");
            store.commit(FaultRows.licenses(farm, 1, fewer.toArray(String[]::new)));
            assertThat(store.setAside().count()).isEqualTo(Sieve.MOST_REFUSED);
            assertThat(names(store.load())).containsExactly("good");
        }
    }

    /** Such as a name that grew too long for its column. */
    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"POSTGRESQL", "MARIADB"})
    void aJobWhoseRowIsRefusedIsLeftOutAfterARestart(Dialect dialect) {
        Database database = database(dialect);
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            FarmRow farm = store.load().farm();
            store.commit(FaultRows.job(farm, 1, 1, "fits", 1));
            store.commit(FaultRows.job(farm, 2, 2, "x".repeat(201), 1));
            store.commit(FaultRows.job(farm, 3, 3, "fits again", 1));
        }
        try (SqlFarmStore after = SqlFarmStore.open(database)) {
            after.load();
            FarmRows rows = after.load();
            assertThat(rows.jobs()).extracting(JobRow::jobId).containsExactly(1L, 3L);
            assertThat(rows.specs()).hasSize(2);
            assertThat(names(rows)).containsExactly("with1", "with2", "with3");
            assertThat(rows.pools())
                    .extracting(row -> row.spec().name().value())
                    .containsExactly("default");
        }
    }

    /** MariaDB's max_allowed_packet, 16 MB as it comes: without this one large job would stop the farm. */
    @Test
    void aSpecThatDoesNotFitThroughToMariadbIsSetAside() throws Exception {
        Database database = database(Dialect.MARIADB);
        long before = packet(database, 1 << 20);
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            FarmRow farm = store.load().farm();
            store.commit(FaultRows.job(farm, 1, 1, "huge", 2 << 20));
            store.commit(FaultRows.job(farm, 2, 2, "small", 1));
            assertThat(store.setAside().count()).isEqualTo(1);
            assertThat(store.load().jobs()).extracting(JobRow::jobId).containsExactly(2L);
        } finally {
            packet(database, before);
        }
    }

    /** Sets how much the server takes at once, for later connections; gives back what it was before. */
    private static long packet(Database database, long bytes) throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement();
                ResultSet known = statement.executeQuery("SELECT @@GLOBAL.max_allowed_packet")) {
            known.next();
            long before = known.getLong(1);
            statement.execute("SET GLOBAL max_allowed_packet = " + bytes);
            return before;
        }
    }
}
