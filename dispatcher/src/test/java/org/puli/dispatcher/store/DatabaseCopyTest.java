package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.SomeFarms.Kind;
import org.puli.dispatcher.store.SomeFarms.Whole;
import org.puli.dispatcher.store.care.DatabaseCopy;
import org.puli.dispatcher.store.care.Progress;

/** A farm moves between databases and is the same in each. */
class DatabaseCopyTest {
    @TempDir
    @Nullable
    Path folder;

    private Map<String, Long> copy(DatabaseAddress from, DatabaseAddress to) {
        return DatabaseCopy.run(SomeFarms.reach(from), SomeFarms.reach(to), Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE, POSTGRESQL",
        "SQLITE, MARIADB",
        "SQLITE, SQLITE",
        "POSTGRESQL, SQLITE",
        "POSTGRESQL, MARIADB",
        "MARIADB, SQLITE",
        "MARIADB, POSTGRESQL"
    })
    void allIsTheSameInTheOtherDatabase(Kind from, Kind to) {
        DatabaseAddress source = from.create(folder);
        DatabaseAddress target = to.create(folder);
        SomeFarms.fill(source);
        Whole before = Whole.of(source);
        List<String> said = new ArrayList<>();
        Map<String, Long> counts = DatabaseCopy.run(
                SomeFarms.reach(source),
                SomeFarms.reach(target),
                (what, table, rows) -> said.add(what + " " + table + " " + rows));
        assertThat(counts)
                .containsEntry("command", 61L)
                .containsEntry("attempt", 101L)
                .containsEntry("audit", 2L);
        assertThat(said).contains("copied command 61", "compared command 61", "compared farm 1");
        assertThat(Whole.of(target)).isEqualTo(before);
        assertThat(Whole.of(source)).isEqualTo(before);
    }

    /** A copy of a farm whose newest rows lie in trays has each row once, as it is now. */
    @Test
    void whatLiesInTraysIsResolved() throws Exception {
        DatabaseAddress source = Kind.SQLITE.create(folder);
        SomeFarms.fill(source);
        assertThat(count(source, "command_tray_a") + count(source, "command_tray_b"))
                .isPositive();
        DatabaseAddress target = Kind.SQLITE.create(folder);
        copy(source, target);
        assertThat(count(target, "command")).isEqualTo(61);
        assertThat(count(target, "command_tray_a") + count(target, "command_tray_b"))
                .isZero();
    }

    private static long count(DatabaseAddress address, String table) throws Exception {
        try (var connection = SomeFarms.reach(address).connectToRead();
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return result.next() ? result.getLong(1) : -1;
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE", "POSTGRESQL", "MARIADB"})
    void aDatabaseWithAFarmInItIsLeftAlone(Kind kind) {
        DatabaseAddress source = Kind.SQLITE.create(folder);
        SomeFarms.fill(source);
        DatabaseAddress target = kind.create(folder);
        SomeFarms.fill(target);
        Whole before = Whole.of(target);
        assertThatThrownBy(() -> copy(source, target))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("is not empty");
        assertThat(Whole.of(target)).isEqualTo(before);
    }

    /** Somebody's trigger, or a fault of the copy itself, must not pass for the farm. */
    @Test
    void aCopyThatSaysSomethingElseIsNotKept() throws Exception {
        DatabaseAddress source = Kind.POSTGRESQL.create(folder);
        SomeFarms.fill(source);
        DatabaseAddress target = Kind.SQLITE.create(folder);
        SomeFarms.reach(target).migrate();
        SomeFarms.run(target, "CREATE TRIGGER spoil AFTER INSERT ON license BEGIN UPDATE license SET count = 99; END");
        assertThatThrownBy(() -> copy(source, target))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("table license with name=nuke has another count in the copy");
        assertThat(count(target, "job")).isZero();
        SomeFarms.run(target, "DROP TRIGGER spoil");
        copy(source, target);
        assertThat(Whole.of(target)).isEqualTo(Whole.of(source));
    }

    @Test
    void aRefusedRowSaysOfWhichTableItIsAndNothingIsKept() throws Exception {
        DatabaseAddress source = Kind.SQLITE.create(folder);
        SomeFarms.fill(source);
        // Longer than a server's column; the embedded database takes any length.
        SomeFarms.run(source, "UPDATE pool SET name = '" + "p".repeat(100) + "' WHERE name = 'night'");
        for (Kind kind : List.of(Kind.POSTGRESQL, Kind.MARIADB)) {
            DatabaseAddress target = kind.create(folder);
            assertThatThrownBy(() -> copy(source, target))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessageContaining("table pool")
                    .hasMessageContaining("left as it was");
            assertThat(count(target, "job")).isZero();
        }
    }

    @Test
    void tablesOfAnotherFormAreNotCopiedInto() throws Exception {
        DatabaseAddress source = Kind.SQLITE.create(folder);
        SomeFarms.fill(source);
        DatabaseAddress target = Kind.SQLITE.create(folder);
        SomeFarms.reach(target).migrate();
        SomeFarms.run(target, "ALTER TABLE license ADD COLUMN mine BIGINT");
        assertThatThrownBy(() -> copy(source, target))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("differ in form (see table license)");
    }
}
