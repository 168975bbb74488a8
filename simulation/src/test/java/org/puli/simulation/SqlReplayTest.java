package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.puli.api.view.UsageView;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.loop.Retention;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.dispatcher.stats.UsageBy;
import org.puli.dispatcher.stats.UsageQueries;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.dispatcher.store.TraySize;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.FarmRows;
import org.puli.farm.row.RowBatch;
import org.puli.simulation.fault.Plant;
import org.puli.simulation.time.Trace;

/** What a simulated farm stores, a real database stores too, over and over through closing and opening. */
class SqlReplayTest {
    private static final long SEED = 3;
    private static final int BATCHES_PER_LIFE = 100;

    @BeforeAll
    static void silenceTheLog() {
        SilentLog.begin();
    }

    /** Writes every batch to a database and to memory, and compares whenever the database is opened anew. */
    private static final class TwinStore implements FarmStore {
        private final Path file;
        private final MemoryFarmStore memory = new MemoryFarmStore();
        private final TraySize trays;
        private SqlFarmStore sql;
        private int batchCount;

        TwinStore(Path file, TraySize trays) {
            this.file = file;
            this.trays = trays;
            this.sql = SqlFarmStore.open(file, trays);
        }

        @Override
        public FarmRows load() {
            return memory.load();
        }

        @Override
        public void commit(RowBatch batch) {
            memory.commit(batch);
            sql.commit(batch);
            if (batchCount % 7 == 0) {
                sql.sweep(Retention.FOR_EVER, 0);
            }
            if (++batchCount % BATCHES_PER_LIFE == 0) {
                compare();
            }
        }

        void compare() {
            sql.close();
            sql = SqlFarmStore.open(file, trays);
            FarmRows rows = sql.load();
            FarmRows expected = memory.load();
            assertThat(rows.farm().batch()).isEqualTo(expected.farm().batch());
            assertThat(rows.specs()).isEqualTo(expected.specs());
            assertThat(rows.jobs()).isEqualTo(expected.jobs());
            assertThat(rows.tasks()).isEqualTo(expected.tasks());
            assertThat(rows.commands()).isEqualTo(expected.commands());
            assertThat(rows.workers()).isEqualTo(expected.workers());
            assertThat(rows.pools()).isEqualTo(expected.pools());
            assertThat(rows.licenses()).isEqualTo(expected.licenses());
            assertThat(sql.history()).containsExactlyInAnyOrderElementsOf(memory.history());
            compareUsage();
        }

        /** What was added up batch by batch is what all attempts together come to. */
        private void compareUsage() {
            TreeMap<String, List<Long>> expected = new TreeMap<>();
            for (AttemptRow row : memory.history()) {
                long wall = row.startedAt() == 0 ? 0 : Math.max(0, row.endedAt() - row.startedAt());
                List<Long> more = List.of(1L, wall, wall * row.milliCores() / 1_000, row.cpuMillis());
                expected.merge(row.outcome().name(), more, TwinStore::sum);
            }
            UsageQueries.Wanted all = new UsageQueries.Wanted(
                    Set.of(UsageBy.STATUS), ZoneOffset.UTC, 0, 0, null, null, null, null, 0, 100);
            TreeMap<String, List<Long>> found = new TreeMap<>();
            try (SqlReader reader = new SqlReader(
                    Objects.requireNonNull(DatabaseAddress.sqlite(file).database())::connectToRead, true)) {
                for (UsageView line : new UsageQueries(reader).page(all).items()) {
                    found.put(
                            String.valueOf(line.status()),
                            List.of(line.attempts(), line.wallMillis(), line.coreMillis(), line.cpuMillis()));
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(found).isEqualTo(expected);
        }

        private static List<Long> sum(List<Long> one, List<Long> other) {
            return IntStream.range(0, one.size())
                    .mapToObj(place -> one.get(place) + other.get(place))
                    .toList();
        }

        @Override
        public void close() {
            sql.close();
        }
    }

    /** As in production; all rows through trays that are soon full; a mixture of both ways. */
    static Stream<TraySize> sizes() {
        return Stream.of(TraySize.DEFAULT, new TraySize(50, 1, 4), new TraySize(20, 3, 1));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aSeedsBatchesGiveTheSameRowsInTheDatabase(TraySize trays, @TempDir Path folder) {
        try (TwinStore twins = new TwinStore(folder.resolve("farm.db"), trays)) {
            SeedResult result = FarmSimulation.run(SEED, Plant.NONE, Trace.silent(), twins);
            assertThat(result.failure()).isNull();
            assertThat(twins.batchCount).isGreaterThan(BATCHES_PER_LIFE);
            twins.compare();
        }
    }
}
