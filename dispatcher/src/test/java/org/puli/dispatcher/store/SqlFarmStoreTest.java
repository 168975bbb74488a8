package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.spec.SeatsPer;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.TaskRow;

class SqlFarmStoreTest extends SqlStoreContract {
    @TempDir
    @Nullable
    Path folder;

    @Override
    Database database() {
        return new SqliteFile(file());
    }

    private Path file() {
        return folder.resolve("deep/farm.db");
    }

    @Test
    void theVersionThatAStartLooksForIsThatOfTheNewestMigration() throws Exception {
        Path migrations = Path.of(SqlFarmStore.class
                        .getResource("db/sqlite/V001__farm.sql")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(migrations)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
                    .last()
                    .asString()
                    .startsWith("V" + Schema.NEWEST + "__");
        }
    }

    /** Made of the first tables alone, with what they could say of a job, a command and a worker. */
    @Test
    void rowsOfAnEarlierReleaseLoad() throws Exception {
        Path old = folder.resolve("old.db");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + old, null, null)
                .locations("classpath:org/puli/dispatcher/store/db/sqlite")
                .table("schema_history")
                .target("1")
                .load()
                .migrate();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = other.createStatement()) {
            statement.execute("INSERT INTO job VALUES (1, 'j', 'ada', 'ada', NULL, 'default', 50, 1.0, 0, FALSE,"
                    + " 'READY', 1, 1, 1, 0.0, 5, 0, 0)");
            statement.execute(
                    "INSERT INTO command VALUES (1, 1, 'READY', 1, 1, 0, 'w1', 0, 2, 3, 4, 7, 'exit code 7')");
            statement.execute("INSERT INTO license VALUES ('nuke', 20)");
            statement.execute("INSERT INTO worker VALUES ('w1', 1, 'b', 'ONLINE', 'ACTIVE', NULL, 4, 0, 'x', '2', '')");
        }
        try (SqlFarmStore store = SqlFarmStore.open(old)) {
            FarmRows rows = store.load();
            assertThat(rows.jobs().getFirst().pauseReason()).isNull();
            assertThat(rows.jobs().getFirst().failedSince()).isZero();
            assertThat(rows.commands().getFirst().avoided()).isEmpty();
            assertThat(rows.commands().getFirst().readyAt()).isZero();
            assertThat(rows.workers().getFirst().streak()).isEmpty();
            assertThat(rows.workers().getFirst().probationAt()).isZero();
            assertThat(rows.blocks()).isEmpty();
            assertThat(rows.licenses()).containsExactly(new LicenseRow("nuke", 20, SeatsPer.COMMAND, 0, 0, 0));
        }
    }

    @Test
    void tasksThatAnOlderReleaseCanceledAreCanceledStill() throws Exception {
        Path file = folder.resolve("old.db");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .locations("classpath:org/puli/dispatcher/store/db/sqlite")
                .table("schema_history")
                .target("1")
                .load()
                .migrate();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("INSERT INTO farm VALUES (1, 'f', 1, 1, 2, 2, 2, 2, 2, 0)");
            statement.execute("INSERT INTO job VALUES (1, 'j', 'ada', 'ada', NULL, 'default', 50, 1.0, 0, FALSE,"
                    + " 'READY', 1, 1, 1, 0.0, 5, 0, 0)");
            statement.execute("INSERT INTO task VALUES (1, 1, true), (2, 1, false)");
        }
        FarmRows rows = SqlFarmStore.open(file).load();
        assertThat(rows.farm().nextAudit()).isEqualTo(1);
        assertThat(rows.tasks())
                .containsExactly(new TaskRow(1, 1, Status.CANCELED, null, 0), new TaskRow(2, 1, Status.READY, null, 0));
    }

    @Test
    void onlyTheOwnerMayReadTheDatabase() throws Exception {
        store().load();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aFolderHasOneDispatcher() {
        try (FolderLock lock = FolderLock.of(folder)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> FolderLock.of(folder))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("already runs")
                    .hasMessageContaining(folder.toString());
        }
        FolderLock.of(folder).close();
    }
}
