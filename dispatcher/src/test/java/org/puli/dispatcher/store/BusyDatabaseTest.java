package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.LicenseRow;

/** Databases in which somebody else is in the way, or which have no space left. */
class BusyDatabaseTest {
    private static final String SERVERS = "POSTGRESQL|MARIADB";

    private static Database database(Dialect dialect) {
        TestServer server = dialect == Dialect.POSTGRESQL ? TestServer.postgresql() : TestServer.mariadb();
        return Objects.requireNonNull(server.create().database());
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = SERVERS, mode = EnumSource.Mode.MATCH_ANY)
    void aLockedRowIsNotWaitedForWithoutEnd(Dialect dialect) throws Exception {
        Database database = database(dialect);
        try (SqlFarmStore store = SqlFarmStore.open(database);
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            FarmRow farm = store.load().farm();
            store.commit(FaultRows.licenses(farm, 1, "a"));
            statement.execute("UPDATE farm SET epoch = epoch + 0");
            assertThatThrownBy(() -> store.commit(FaultRows.licenses(farm, 2, "b")))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("batch 2")
                    .hasMessageMatching("(?is).*lock.*");
            other.rollback();
            store.commit(FaultRows.licenses(farm, 2, "b"));
            assertThat(store.load().licenses()).hasSize(2);
        }
    }

    /** Of two sessions that wait for each other a database ends one; if that is the store, it begins again at once. */
    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = SERVERS, mode = EnumSource.Mode.MATCH_ANY)
    void aDeadlockIsTriedAgainAtOnce(Dialect dialect) throws Exception {
        Database database = database(dialect);
        try (SqlFarmStore store = SqlFarmStore.open(database);
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            FarmRow farm = store.load().farm();
            store.commit(FaultRows.licenses(farm, 1, "a"));
            statement.execute("UPDATE license SET outside = 1 WHERE name = 'a'");
            CompletableFuture<Void> commit =
                    CompletableFuture.runAsync(() -> store.commit(FaultRows.licenses(farm, 2, "a", "b")));
            await().until(() -> waiting(database) > 0);
            try {
                statement.execute("UPDATE farm SET epoch = epoch + 0");
            } catch (SQLException ended) {
                assertThat(Fault.of(ended, dialect)).isEqualTo(Fault.PASSING);
            }
            other.rollback();
            commit.join();
            assertThat(store.load().licenses()).extracting(LicenseRow::count).containsExactly(2, 2);
        }
    }

    /** How many sessions wait for a lock. */
    private static int waiting(Database database) throws SQLException {
        String sql = database.dialect() == Dialect.POSTGRESQL
                ? "SELECT count(*) FROM pg_locks WHERE NOT granted"
                : "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
        try (Connection look = database.connect();
                Statement statement = look.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    /** The same database whose file may not grow while it is full, as on a full disk. */
    private static Database bounded(Database file, AtomicBoolean isFull) {
        return (Database) Proxy.newProxyInstance(
                Database.class.getClassLoader(), new Class<?>[] {Database.class}, (self, method, arguments) -> {
                    Object answer = method.invoke(file, arguments);
                    if (method.getName().equals("connect") && isFull.get()) {
                        try (Statement statement = ((Connection) answer).createStatement()) {
                            statement.execute("PRAGMA max_page_count = 1");
                        }
                    }
                    return answer;
                });
    }

    @Test
    void aFullDiskIsSaidSoAndTheWorkGoesOnWhenThereIsSpace(@TempDir Path folder) {
        AtomicBoolean isFull = new AtomicBoolean(true);
        Database database = bounded(new SqliteFile(folder.resolve("farm.db")), isFull);
        try (SqlFarmStore store = SqlFarmStore.open(database)) {
            FarmRow farm = store.load().farm();
            assertThatThrownBy(() -> store.commit(FaultRows.job(farm, 1, 1, "j", 1 << 20)))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("batch 1")
                    .hasMessageContaining("the disk of the database is full; free space there");
            assertThat(store.setAside().count()).isZero();
            isFull.set(false);
            store.commit(FaultRows.job(farm, 1, 1, "j", 1 << 20));
            assertThat(store.load().jobs()).hasSize(1);
        }
    }
}
