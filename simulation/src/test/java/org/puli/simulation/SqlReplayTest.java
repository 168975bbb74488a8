package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.dispatcher.store.MemoryFarmStore;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.dispatcher.store.TraySize;
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
