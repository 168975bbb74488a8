package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.SomeFarms.Kind;
import org.puli.dispatcher.store.SomeFarms.Whole;
import org.puli.dispatcher.store.care.Author;
import org.puli.dispatcher.store.care.Backup;
import org.puli.dispatcher.store.care.Progress;
import org.puli.dispatcher.store.care.Restore;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.FarmRow;

/** A farm comes back from its backup and gives out no number twice. */
class RestoreTest {
    private static final long AT = 1_750_000_000_000L;

    @TempDir
    @Nullable
    Path folder;

    private Restore.Restored restore(DatabaseAddress to, Path backup, boolean replace, boolean isNewFarm) {
        return new Restore(to, folder, new Restore.Wishes(replace, isNewFarm), new Author("ada", AT))
                .run(backup, Progress.NONE);
    }

    private Path backup(DatabaseAddress farm) {
        Path file = folder.resolve("backup.db");
        Backup.write(SomeFarms.reach(farm), file, Progress.NONE);
        return file;
    }

    private static FarmRow ahead(FarmRow row) {
        return new FarmRow(
                row.farmId(),
                row.epoch() + 10_000,
                row.batch() + 1_000_000_000,
                row.nextJobId() + 1_000_000,
                row.nextTaskId() + 100_000_000,
                row.nextCommandId() + 1_000_000_000,
                row.nextLeaseId() + 1_000_000_000,
                row.nextWorkerNumber() + 100_000,
                row.nextAudit() + 10_000_001,
                row.served());
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, SQLITE", "SQLITE, POSTGRESQL", "POSTGRESQL, MARIADB", "MARIADB, SQLITE"})
    void allIsBackAndTheNumbersGoOnFarBeyond(Kind from, Kind to) throws Exception {
        DatabaseAddress farm = from.create(folder);
        SomeFarms.fill(farm);
        Whole before = Whole.of(farm);
        DatabaseAddress empty = to.create(folder);
        Path file = backup(farm);
        byte[] bytes = Files.readAllBytes(file);
        Restore.Restored done = restore(empty, file, false, false);
        assertThat(Files.readAllBytes(file)).as("a backup is only read").isEqualTo(bytes);
        assertThat(Path.of(file + "-wal")).doesNotExist();
        Whole after = Whole.of(empty);
        assertThat(done.aside()).isNull();
        assertThat(after.rows().farm()).isEqualTo(ahead(before.rows().farm()));
        assertThat(after.rows().jobs()).isEqualTo(before.rows().jobs());
        assertThat(after.rows().specs()).isEqualTo(before.rows().specs());
        assertThat(after.rows().commands()).isEqualTo(before.rows().commands());
        assertThat(after.history()).isEqualTo(before.history());
        try (SqlFarmStore store = SqlFarmStore.open(SomeFarms.reach(empty))) {
            AuditRow last = store.audit().getLast();
            assertThat(last.number()).isEqualTo(10_000_007);
            assertThat(last.user()).isEqualTo("ada");
            assertThat(last.at()).isEqualTo(AT);
            assertThat(last.verb()).isEqualTo("restore");
            assertThat(last.after()).contains("from backup.db");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFarmIsReplacedOnlyWhenThatIsSaidAndIsKept(Kind kind) {
        DatabaseAddress farm = kind.create(folder);
        FarmRow first = SomeFarms.fill(farm);
        Path backup = backup(farm);
        try (SqlFarmStore store = SqlFarmStore.open(SomeFarms.reach(farm))) {
            store.load();
            FarmRow later = new FarmRow(first.farmId(), 20_000, 5, 500, 1_000, 200_000, 300_000, 6, 7, 0.1);
            store.commit(SomeFarms.batch(later, List.of(SomeFarms.command(99_007, Status.READY)), List.of()));
        }
        Whole live = Whole.of(farm);
        assertThatThrownBy(() -> restore(farm, backup, false, false))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("with --replace");
        assertThat(Whole.of(farm)).isEqualTo(live);
        Restore.Restored done = restore(farm, backup, true, false);
        assertThat(Whole.of(DatabaseAddress.sqlite(done.aside()))).isEqualTo(live);
        FarmRow row = Whole.of(farm).rows().farm();
        assertThat(row.epoch()).as("beyond the farm that was there").isEqualTo(30_000);
        assertThat(row.nextJobId()).isEqualTo(1_000_500);
        assertThat(SomeFarms.commandCount(farm)).isEqualTo(61);
    }

    /** Somebody forgot a dispatcher: what it believes to know is not written over the restored farm. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aForgottenDispatcherCanStoreNothingMore(Kind kind) {
        DatabaseAddress farm = kind.create(folder);
        FarmRow first = SomeFarms.fill(farm);
        Path backup = backup(farm);
        try (SqlFarmStore forgotten = SqlFarmStore.open(SomeFarms.reach(farm))) {
            forgotten.load();
            forgotten.commit(SomeFarms.batch(SomeFarms.numbered(first, 5), List.of(), List.of()));
            restore(farm, backup, true, false);
            assertThatThrownBy(
                            () -> forgotten.commit(SomeFarms.batch(SomeFarms.numbered(first, 6), List.of(), List.of())))
                    .isInstanceOf(LeadershipLost.class);
        }
    }

    @Test
    void aTrialIsAnotherFarm() {
        DatabaseAddress farm = Kind.SQLITE.create(folder);
        FarmRow row = SomeFarms.fill(farm);
        DatabaseAddress trial = Kind.SQLITE.create(folder);
        Restore.Restored done = restore(trial, backup(farm), false, true);
        assertThat(done.farmId()).hasSize(16).isNotEqualTo(row.farmId());
        assertThat(Whole.of(trial).rows().farm().farmId()).isEqualTo(done.farmId());
    }

    @Test
    void aBackupOfAnEarlierReleaseIsBroughtUpToDate() {
        Path old = folder.resolve("old.db");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + old, null, null)
                .locations("classpath:org/puli/dispatcher/store/db/sqlite")
                .table("schema_history")
                .target("16")
                .load()
                .migrate();
        DatabaseAddress source = DatabaseAddress.sqlite(old);
        try {
            SomeFarms.run(source, "INSERT INTO farm VALUES (1, 'f', 1, 1, 2, 2, 2, 2, 2, 0, 3)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        DatabaseAddress target = Kind.SQLITE.create(folder);
        restore(target, old, false, false);
        assertThat(Whole.of(target).rows().farm().nextJobId()).isEqualTo(1_000_002);
    }

    @Test
    void whatIsNoBackupIsRefusedAndNothingIsTouched() throws Exception {
        DatabaseAddress farm = Kind.SQLITE.create(folder);
        SomeFarms.fill(farm);
        Whole before = Whole.of(farm);
        Path garbage = Files.write(
                folder.resolve("garbage"), "no database at all\n".repeat(500).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> restore(farm, garbage, true, false)).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> restore(farm, folder.resolve("nothing"), true, false))
                .hasMessageContaining("there is no file");
        Path torn = backup(farm);
        byte[] bytes = Files.readAllBytes(torn);
        Arrays.fill(bytes, 3 * 4_096, bytes.length, (byte) 7);
        Files.write(torn, bytes);
        assertThatThrownBy(() -> restore(farm, torn, true, false)).isInstanceOf(StoreFailure.class);
        assertThat(Whole.of(farm)).isEqualTo(before);
    }

    @Test
    void aDamagedFarmIsSetAsideAsItIs() throws Exception {
        DatabaseAddress farm = Kind.SQLITE.create(folder);
        SomeFarms.fill(farm);
        Path backup = backup(farm);
        byte[] garbage = "damaged beyond help\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        Files.write(Objects.requireNonNull(farm.file()), garbage);
        Restore.Restored done = restore(farm, backup, true, false);
        assertThat(Files.readAllBytes(done.aside())).isEqualTo(garbage);
        assertThat(SomeFarms.commandCount(farm)).isEqualTo(61);
    }
}
