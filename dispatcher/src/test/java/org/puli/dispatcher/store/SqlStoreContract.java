package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.puli.api.CommandId;
import org.puli.api.spec.SeatsPer;
import org.puli.api.sync.AttemptRef;
import org.puli.api.view.AttemptView;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.LeadershipLost;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.RowBatch;

/** What a store with a database behind it must do besides. */
abstract class SqlStoreContract extends SqlArchiveContract {
    private @Nullable SqlFarmStore store;

    @Override
    FarmStore store() {
        if (store == null) {
            store = SqlFarmStore.open(database());
        }
        return store;
    }

    /** What was opened before is left open, as a process leaves it that dies. */
    @Override
    FarmStore storeAfterCrash() {
        store = SqlFarmStore.open(database());
        return store;
    }

    @AfterEach
    void letGo() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    List<AttemptRow> history() {
        return ((SqlFarmStore) store()).history();
    }

    @Override
    List<AuditRow> audit() {
        return ((SqlFarmStore) store()).audit();
    }

    final void run(String... lines) throws SQLException {
        try (Connection other = database().connect();
                Statement statement = other.createStatement()) {
            for (String line : lines) {
                statement.execute(line);
            }
            other.commit();
        }
    }

    @Test
    void whoeverDidNotWriteLastWritesNothingMore() {
        FarmStore first = store();
        first.load();
        first.commit(full(farmRow(1)));
        try (SqlFarmStore second = SqlFarmStore.open(database())) {
            FarmRow farm = second.load().farm();
            second.commit(only(farm, 2));
            assertThatThrownBy(() -> first.commit(only(farm, 2))).isInstanceOf(LeadershipLost.class);
            assertThatThrownBy(() -> first.commit(only(farm, 3)))
                    .isInstanceOf(LeadershipLost.class)
                    .hasMessageContaining("another dispatcher");
            second.commit(only(farm, 3));
        }
        assertThat(storeAfterCrash().load().farm().batch()).isEqualTo(3);
    }

    @Test
    void ofTwoThatLoadedTheSameOneLeads() {
        try (SqlFarmStore one = SqlFarmStore.open(database());
                SqlFarmStore other = SqlFarmStore.open(database())) {
            FarmRow farm = one.load().farm();
            other.load();
            one.commit(only(farm, 1));
            assertThatThrownBy(() -> other.commit(only(farm, 1))).isInstanceOf(LeadershipLost.class);
        }
    }

    private static RowBatch only(FarmRow farm, long batch) {
        FarmRow row = new FarmRow(
                farm.farmId(),
                farm.epoch(),
                batch,
                farm.nextJobId(),
                farm.nextTaskId(),
                farm.nextCommandId(),
                farm.nextLeaseId(),
                farm.nextWorkerNumber(),
                farm.nextAudit(),
                farm.served());
        return batchOf(row, List.of());
    }

    private static RowBatch batchOf(FarmRow farm, List<LicenseRow> licenses) {
        List<Long> none = List.of();
        return new RowBatch(
                farm, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), licenses,
                List.of(), none, List.of(), List.of(), List.of());
    }

    /** A database that took 'Nuke' for 'nuke', or sorted by a country's habit, would mix up or shuffle a farm. */
    @Test
    void namesAreToldApartAndSortedByTheirBytes() {
        List<LicenseRow> rows = Stream.of("Nuke", "a b", "a-b", "a.b", "ab", "nuke", "nuke ", "zoë", "Ünï", "影", "🎬")
                .map(name -> new LicenseRow(name, 1, SeatsPer.COMMAND, 0, 0, 0))
                .toList();
        store().commit(batchOf(farmRow(1), rows));
        assertThat(storeAfterCrash().load().licenses())
                .extracting(LicenseRow::name)
                .containsExactly("Nuke", "a b", "a-b", "a.b", "ab", "nuke", "nuke ", "zoë", "Ünï", "影", "🎬");
    }

    @Test
    void aFailedCommitSaysSoAndTheNextTryWorks() throws SQLException {
        RowBatch batch = full(farmRow(1));
        run("ALTER TABLE license RENAME TO gone");
        assertThatThrownBy(() -> store().commit(batch))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("batch 1");
        run("ALTER TABLE gone RENAME TO license");
        store().commit(batch);
        assertThat(storeAfterCrash().load().jobs()).hasSize(1);
    }

    @Test
    void aFailedBatchLeavesNothingBehind() throws SQLException {
        RowBatch batch = full(farmRow(1));
        run("ALTER TABLE attempt RENAME TO gone");
        assertThatThrownBy(() -> store().commit(batch)).isInstanceOf(StoreFailure.class);
        assertThat(store().load().jobs()).isEmpty();
        run("ALTER TABLE gone RENAME TO attempt");
    }

    @Test
    void aDatabaseOfANewerReleaseIsRefused() throws SQLException {
        store().load();
        run("INSERT INTO schema_history SELECT 99, '999', 'later', type, 'V999__later.sql', 1, installed_by,"
                + " installed_on, execution_time, success FROM schema_history LIMIT 1");
        assertThatThrownBy(() -> SqlFarmStore.open(database()))
                .isInstanceOf(StoreFailure.class)
                .hasMessageContaining("newer release");
    }

    @Test
    void whatWasTriedIsReadBesideTheStore() throws InterruptedException {
        store().commit(full(farmRow(1)));
        try (SqlReader reader =
                new SqlReader(database()::connectToRead, database().dialect() == Dialect.SQLITE)) {
            AttemptQueries queries = new AttemptQueries(reader);
            assertThat(queries.page(new CommandId(1), 0, 10).items())
                    .extracting(AttemptView::reason)
                    .containsExactly(ODD);
            assertThat(queries.page(new CommandId(2), 0, 10).items()).isEmpty();
            assertThat(queries.findWorker(new AttemptRef(new CommandId(1), 1))).hasToString("w1");
        }
    }
}
