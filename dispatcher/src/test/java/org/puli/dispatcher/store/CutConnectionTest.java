package org.puli.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.CutProxy.Cut;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.LicenseRow;
import org.puli.farm.row.RowBatch;

/** Connections to a database that break while a batch is written: did it commit? */
class CutConnectionTest {
    private static final int CUTS = 60;
    private static final int MOST_BYTES = 3_000;
    private static final int MOST_TRIES = 20;

    private static TestServer server(String kind) {
        return kind.equals("POSTGRESQL") ? TestServer.postgresql() : TestServer.mariadb();
    }

    private static Database through(CutProxy proxy, DatabaseAddress address) {
        String url = address.toString().replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + proxy.port());
        return Objects.requireNonNull(DatabaseAddress.of(
                        url,
                        Path.of("/"),
                        Objects.requireNonNull(address.server()).user(),
                        "")
                .database());
    }

    private static CutProxy proxy(DatabaseAddress address) throws Exception {
        String place = Objects.requireNonNull(address.server()).place();
        return new CutProxy(Integer.parseInt(place.substring(place.indexOf(':') + 1)));
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL,AFTER", "POSTGRESQL,BEFORE", "MARIADB,AFTER", "MARIADB,BEFORE"})
    void theNextTryAsksWhetherTheLastOneWentThrough(String kind, Cut cut) throws Exception {
        DatabaseAddress address = server(kind).create();
        try (CutProxy proxy = proxy(address);
                SqlFarmStore store = SqlFarmStore.open(through(proxy, address));
                SqlFarmStore beside = SqlFarmStore.open(Objects.requireNonNull(address.database()))) {
            FarmRow farm = store.load().farm();
            store.commit(FaultRows.licenses(farm, 1, "a"));
            proxy.cut(cut);
            RowBatch batch = FaultRows.licenses(farm, 2, "b");
            assertThatThrownBy(() -> store.commit(batch)).isInstanceOf(StoreFailure.class);
            assertThat(proxy.cuts()).isEqualTo(1);
            assertThat(beside.load().farm().batch()).isEqualTo(cut == Cut.AFTER ? 2 : 1);
            store.commit(batch);
            store.commit(FaultRows.licenses(farm, 3, "c"));
            assertThat(beside.load().licenses()).extracting(LicenseRow::name).containsExactly("a", "b", "c");
            assertThat(beside.audit()).extracting(AuditRow::number).containsExactly(1L, 2L, 3L);
        }
    }

    /** Anywhere, not only at the commit: nothing is lost, nothing is there twice, and no half of a batch. */
    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"POSTGRESQL", "MARIADB"})
    void whereverConnectionsBreakEachBatchIsThereOnce(Dialect dialect) throws Exception {
        DatabaseAddress address = server(dialect.name()).create();
        SplittableRandom random = new SplittableRandom(7);
        try (CutProxy proxy = proxy(address);
                SqlFarmStore store = SqlFarmStore.open(through(proxy, address));
                SqlFarmStore beside = SqlFarmStore.open(Objects.requireNonNull(address.database()))) {
            FarmRow farm = store.load().farm();
            long batch = 0;
            while (proxy.cuts() < CUTS) {
                batch++;
                if (random.nextInt(3) == 0) {
                    proxy.cut(random.nextBoolean() ? Cut.WITH : Cut.AFTER);
                } else {
                    proxy.cutAfter(random.nextInt(MOST_BYTES));
                }
                insist(store, FaultRows.licenses(farm, batch, "n" + batch, "same"));
                assertThat(beside.load().farm().batch()).isEqualTo(batch);
            }
            assertThat(beside.load().licenses()).hasSize((int) batch + 1);
            assertThat(beside.audit())
                    .extracting(AuditRow::number)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, batch).boxed().toList());
        }
    }

    private static void insist(FarmStore store, RowBatch batch) {
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                store.commit(batch);
                return;
            } catch (StoreFailure cut) {
                assertThat(cut).hasMessageContaining("batch " + batch.number());
            }
        }
        throw new AssertionError("batch " + batch.number() + " does not get through");
    }
}
