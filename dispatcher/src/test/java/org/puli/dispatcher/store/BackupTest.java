package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.SomeFarms.Kind;
import org.puli.dispatcher.store.SomeFarms.Whole;
import org.puli.dispatcher.store.care.Backup;
import org.puli.dispatcher.store.care.Progress;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.FarmRow;

/** A backup is one moment of the farm, whatever happens meanwhile. */
class BackupTest {
    @TempDir
    @Nullable
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aBackupIsTheFarmInAFileOfItsOwn(Kind kind) throws Exception {
        DatabaseAddress farm = kind.create(folder);
        SomeFarms.fill(farm);
        Whole before = Whole.of(farm);
        Path file = folder.resolve("backup.db");
        Backup.write(SomeFarms.reach(farm), file, Progress.NONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(one -> one.toString().contains("backup"))).containsExactly(file);
        }
        assertThat(Whole.of(DatabaseAddress.sqlite(file))).isEqualTo(before);
    }

    /** Each batch brings one attempt, so that a moment has as many of them as its number says. */
    @ParameterizedTest
    @EnumSource
    void aBackupOfAFarmThatGoesOnIsOneMomentOfIt(Kind kind) throws Exception {
        DatabaseAddress farm = kind.create(folder);
        AtomicBoolean isEnough = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        Thread writer = new Thread(() -> write(farm, isEnough, written));
        writer.start();
        try {
            for (int i = 0; i < 3; i++) {
                long known = written.get();
                Awaitility.await().until(() -> written.get() > known + 20);
                Path file = folder.resolve("backup" + i + ".db");
                Backup.write(SomeFarms.reach(farm), file, Progress.NONE);
                long batch;
                try (SqlFarmStore store = SqlFarmStore.open(file)) {
                    batch = store.load().farm().batch();
                    assertThat(batch).isGreaterThan(known);
                    assertThat(store.history()).hasSize((int) batch);
                }
                assertThat(FarmReading.of(new SqliteFile(file)).rows().commands())
                        .hasSize((int) batch);
            }
        } finally {
            isEnough.set(true);
            writer.join();
        }
        assertThat(Whole.of(farm).rows().farm().batch()).isEqualTo(written.get());
    }

    private static void write(DatabaseAddress address, AtomicBoolean isEnough, AtomicLong written) {
        try (SqlFarmStore store = SqlFarmStore.open(SomeFarms.reach(address))) {
            FarmRow farm = store.load().farm();
            for (long batch = 1; !isEnough.get(); batch++) {
                long command = batch * 1_000 + 7;
                AttemptRow attempt = SomeFarms.attempt(command, 1);
                store.commit(SomeFarms.batch(
                        SomeFarms.numbered(farm, batch),
                        List.of(SomeFarms.command(command, Status.DONE)),
                        List.of(attempt)));
                written.set(batch);
            }
        }
    }

    @Test
    void aBackupReplacesNoFile() throws Exception {
        DatabaseAddress farm = Kind.SQLITE.create(folder);
        SomeFarms.fill(farm);
        Path file = Files.writeString(folder.resolve("mine"), "something else");
        assertThatThrownBy(() -> Backup.write(SomeFarms.reach(farm), file, Progress.NONE))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining(file + " is there already");
        assertThat(Files.readString(file)).isEqualTo("something else");
    }

    @Test
    void whereNoFarmIsThereIsNothingToKeep() {
        DatabaseAddress farm = Kind.SQLITE.create(folder);
        SomeFarms.reach(farm).migrate();
        Path file = folder.resolve("backup.db");
        assertThatThrownBy(() -> Backup.write(SomeFarms.reach(farm), file, Progress.NONE))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("has no farm in it");
        assertThat(file).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        DatabaseAddress farm = Kind.SQLITE.create(folder);
        SomeFarms.fill(farm);
        assertThatThrownBy(
                        () -> Backup.write(SomeFarms.reach(farm), folder.resolve("nowhere/backup.db"), Progress.NONE))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("no file can be made in " + folder.resolve("nowhere"));
    }
}
